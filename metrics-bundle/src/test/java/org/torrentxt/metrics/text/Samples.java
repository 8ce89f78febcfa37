package org.torrentxt.metrics.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Prometheus text format, version 0.0.4, read strictly: each family has its lines HELP and TYPE, then its
 * samples; no sample comes twice.
 */
public final class Samples {
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*)\\} (\\S+)");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(,|$)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Map<String, Map<SortedMap<String, String>, Double>> values = new LinkedHashMap<>();

    /** What that scrape says in the default format. */
    public static Samples of(Scrape scrape) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            scrape.answer(null).writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Samples(bytes.toString(StandardCharsets.UTF_8));
    }

    /** Reads a text, which has to be well-formed. */
    public Samples(String text) {
        assertThat(text)
                .satisfiesAnyOf(
                        some -> assertThat(some).isEmpty(),
                        some -> assertThat(some).endsWith("\n"));
        for (String line : text.split("\n")) {
            if (line.startsWith("#")) {
                meta(line);
            } else if (!line.isEmpty()) {
                sample(line);
            }
        }
        assertThat(types.keySet()).isEqualTo(helps.keySet()).isEqualTo(values.keySet());
    }

    private void meta(String line) {
        Matcher meta = META.matcher(line);
        assertThat(meta.matches()).as(line).isTrue();
        Map<String, String> into = meta.group(1).equals("HELP") ? helps : types;
        assertThat(into.put(meta.group(2), meta.group(3))).as(line).isNull();
    }

    private void sample(String line) {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(types).as(line).containsKey(sample.group(1));
        SortedMap<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(sample.group(2));
        int end = 0;
        while (label.find()) {
            assertThat(label.start()).as(line).isEqualTo(end);
            end = label.end();
            assertThat(labels.put(label.group(1), unescape(label.group(2))))
                    .as(line)
                    .isNull();
        }
        assertThat(end).as(line).isEqualTo(sample.group(2).length());
        assertThat(values.computeIfAbsent(sample.group(1), some -> new LinkedHashMap<>())
                        .put(labels, Double.valueOf(sample.group(3))))
                .as(line)
                .isNull();
    }

    private static String unescape(String text) {
        return Pattern.compile("\\\\(.)")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).equals("n") ? "\n" : found.group(1)));
    }

    /** The families and their types. */
    public Map<String, String> types() {
        return types;
    }

    /** The families and what they mean. */
    public Map<String, String> helps() {
        return helps;
    }

    /** The values of a metric by their labels; empty if it has none. */
    public Map<SortedMap<String, String>, Double> values(Metric metric) {
        return values.getOrDefault(metric.text(), Map.of());
    }

    /** The value with these labels, which has to be there. */
    public double value(Metric metric, String... labels) {
        SortedMap<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        assertThat(values(metric)).as(metric.text()).containsKey(wanted);
        return values(metric).get(wanted);
    }
}
