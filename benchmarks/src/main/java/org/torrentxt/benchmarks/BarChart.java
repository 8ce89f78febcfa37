package org.torrentxt.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A picture of seconds, as SVG: a bar each, the shorter the better. Its colours follow those that the reader's browser
 * prefers, dark or light.
 */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABELS = 210; // width of the column of labels
    private static final int VALUES = 110; // width of what is written behind the longest bar
    private static final int ROW = 30;
    private static final int BAR = 18;
    private static final int HEAD = 64;
    private static final int FOOT = 14;
    private static final String STYLE = """
        text{font:14px system-ui,'Segoe UI',Helvetica,Arial,sans-serif;fill:#1f2328}
        .title{font-size:16px;font-weight:600}.small{font-size:12px}.ground{fill:#fff;stroke:#d1d9e0}
        .other{fill:#8c959f}.ours{fill:#0969da}.before{opacity:.4}
        @media(prefers-color-scheme:dark){
        text{fill:#f0f6fc}.ground{fill:#0d1117;stroke:#3d444d}.other{fill:#7d8590}.ours{fill:#4493f8}}
        """;

    private final String title;
    private final String legend;
    private final List<Bar> bars;

    /**
     * A bar.
     *
     * @param label beside it
     * @param seconds its length
     * @param last how much of these, at the end, are drawn in full colour
     * @param ours whether it is one of TorrentXT
     */
    record Bar(String label, double seconds, double last, boolean ours) {}

    BarChart(String title, String legend, List<Bar> bars) {
        this.title = title;
        this.legend = legend;
        this.bars = List.copyOf(bars);
    }

    @Override
    public String toString() {
        int height = HEAD + ROW * bars.size() + FOOT;
        double longest = bars.stream().mapToDouble(Bar::seconds).max().orElse(1);
        double scale = (WIDTH - LABELS - VALUES) / longest;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\""
                        + " role=\"img\" aria-label=\"%3$s\">%n<style>%n%4$s</style>%n",
                WIDTH,
                height,
                escaped(title),
                STYLE));
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"ground\" x=\"1\" y=\"1\" width=\"%d\" height=\"%d\" rx=\"8\"/>%n",
                WIDTH - 2,
                height - 2));
        text(svg, "title", 16, 28, title);
        text(svg, "small", 16, 48, legend);
        for (int i = 0; i < bars.size(); i++) {
            row(svg, bars.get(i), HEAD + ROW * i, scale);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void row(StringBuilder svg, Bar bar, int top, double scale) {
        double before = (bar.seconds() - bar.last()) * scale;
        String kind = bar.ours() ? "ours" : "other";
        text(svg, "label", 16, top + 14, bar.label());
        rect(svg, kind + " before", LABELS, top, before);
        rect(svg, kind, LABELS + before, top, bar.last() * scale);
        text(svg, "value", LABELS + bar.seconds() * scale + 8, top + 14, Samples.text(bar.seconds(), 2) + " s");
    }

    private static void rect(StringBuilder svg, String kind, double left, int top, double width) {
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
                kind,
                left,
                top,
                width,
                BAR));
    }

    private static void text(StringBuilder svg, String kind, double left, int bottom, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>%n", kind, left, bottom, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
