package org.torrentxt.metrics.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The table of metrics in docs/operations.md is that of the code; -Dmetrics.page.write=true writes it. The dashboard,
 * and the examples of the page, use no other metrics.
 */
class OperationsPageTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path PAGE = DOCS.resolve("operations.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(<!-- metrics: generated -->\n)(.*?)(<!-- end -->)");
    private static final Pattern NAME = Pattern.compile("torrentxt_[a-z_]+");

    private static final Set<String> KNOWN =
            Arrays.stream(Metric.values()).map(Metric::text).collect(Collectors.toSet());

    @Test
    void thePageHasTheTableOfMetrics() throws IOException {
        String page = Files.readString(PAGE, UTF_8);
        Matcher table = TABLE.matcher(page);
        assertThat(table.find()).isTrue();
        if (Boolean.getBoolean("metrics.page.write")) {
            Files.writeString(PAGE, page.substring(0, table.start(2)) + table() + page.substring(table.end(2)), UTF_8);
        } else {
            assertThat(table.group(2)).isEqualTo(table());
        }
    }

    private static String table() {
        return Arrays.stream(Metric.values())
                .map(metric -> "| `" + metric.text() + "` | "
                        + metric.kind().name().toLowerCase(Locale.ROOT) + " | " + metric.help() + " |\n")
                .collect(Collectors.joining("", "| metric | type | meaning |\n| --- | --- | --- |\n", ""));
    }

    @Test
    void theDashboardAsksForMetricsThatThereAre() throws IOException {
        List<String> queries = queries(DOCS.resolve("grafana-dashboard.json"));
        assertThat(queries)
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        query -> assertThat(names(query)).as(query).isNotEmpty().isSubsetOf(KNOWN));
    }

    @Test
    void thePageAsksForMetricsThatThereAre() throws IOException {
        assertThat(names(TABLE.matcher(Files.readString(PAGE, UTF_8)).replaceAll("")))
                .hasSizeGreaterThan(4)
                .isSubsetOf(KNOWN);
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    // What Grafana sends to Prometheus; the file has to be well-formed to its end.
    private static List<String> queries(Path file) throws IOException {
        List<String> queries = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING
                        && (json.currentName() != null)
                        && (json.currentName().equals("expr")
                                || json.currentName().equals("query")
                                        && json.getText().contains("("))) {
                    queries.add(json.getText());
                }
            }
        }
        return queries;
    }
}
