package org.torrentxt.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.torrentxt.benchmarks.BarChart.Bar;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BarChartTest {
    @Test
    void barsAreAsLongAsTheirSecondsAndEndInFullColour() throws Exception {
        Document svg =
                parse(new BarChart("t", "l", List.of(new Bar("slow", 4, 3, false), new Bar("fast", 2, 0.5, true))));

        List<Double> slow = widths(svg, "other");
        List<Double> fast = widths(svg, "ours");
        assertThat(slow.get(0)).isCloseTo(fast.get(0) / 1.5, within(0.2));
        assertThat(slow.get(1)).isCloseTo(slow.get(0) * 3, within(0.2));
        assertThat(fast.get(0) + fast.get(1)).isCloseTo((slow.get(0) + slow.get(1)) / 2, within(0.2));
        assertThat(svg.getDocumentElement().getTextContent()).contains("slow", "4.00 s", "fast", "2.00 s");
    }

    @Test
    void textIsEscaped() throws Exception {
        Document svg = parse(new BarChart("a \"b\"", "<c> & d", List.of(new Bar("<e>", 1, 1, true))));

        assertThat(svg.getDocumentElement().getAttribute("aria-label")).isEqualTo("a \"b\"");
        assertThat(svg.getDocumentElement().getTextContent()).contains("<c> & d", "<e>");
    }

    @Test
    void nothingMeasuredIsAPictureWithoutBars() throws Exception {
        assertThat(widths(parse(new BarChart("t", "l", List.of())), "o")).isEmpty();
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }

    private static Document parse(BarChart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Double> widths(Document svg, String kind) {
        List<Double> widths = new ArrayList<>();
        NodeList all = svg.getElementsByTagName("rect");
        for (int i = 0; i < all.getLength(); i++) {
            Element rect = (Element) all.item(i);
            if (rect.getAttribute("class").startsWith(kind)) {
                widths.add(Double.parseDouble(rect.getAttribute("width")));
            }
        }
        return widths;
    }
}
