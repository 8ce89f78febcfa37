package org.torrentxt.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers of the same kind, one per round. */
final class Samples {
    private final List<Double> values = new ArrayList<>();

    Samples add(double value) {
        values.add(value);
        return this;
    }

    /** Forgets them all. */
    void clear() {
        values.clear();
    }

    int size() {
        return values.size();
    }

    double get(int round) {
        return values.get(round);
    }

    double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The percentile: the lowest of these numbers that so many percent do not exceed. */
    double percentile(int hundredths) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((sorted.size() * hundredths + 99) / 100 - 1);
    }

    private double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The ratio per round: effects on both, such as other load on the machine, cancel out. */
    Samples dividedBy(Samples others) {
        Samples ratios = new Samples();
        for (int round = 0; round < values.size(); round++) {
            ratios.add(values.get(round) / others.get(round));
        }
        return ratios;
    }

    /** The median and the range, with so many decimals. */
    String summary(int decimals) {
        return text(median(), decimals) + " (" + text(min(), decimals) + "–" + text(max(), decimals) + ")";
    }

    static String text(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
