package org.torrentxt.metrics.text;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The values of one scrape. Not thread-safe. */
final class Points {
    private record Point(Labels labels, double value) {}

    private final Map<Metric, List<Point>> points = new EnumMap<>(Metric.class);

    /**
     * Adds a value.
     *
     * @param metric what it is a value of
     * @param value not negative if it is a counter
     * @param labels names and values by turns; the same names for all values of a metric
     */
    void add(Metric metric, double value, String... labels) {
        points.computeIfAbsent(metric, some -> new ArrayList<>()).add(new Point(Labels.of(labels), value));
    }

    /** The same for one of two states. */
    void add(Metric metric, boolean value, String... labels) {
        add(metric, value ? 1 : 0, labels);
    }

    /** All values, for a writer. */
    MetricSnapshots snapshots() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        points.forEach((metric, some) -> all.metricSnapshot(snapshot(metric, some)));
        return all.build();
    }

    private static MetricSnapshot snapshot(Metric metric, List<Point> points) {
        String name = metric.text();
        switch (metric.kind()) {
            case GAUGE -> {
                GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(metric.help());
                points.forEach(point -> gauge.dataPoint(new GaugeDataPointSnapshot(point.value, point.labels, null)));
                return gauge.build();
            }
            case COUNTER -> {
                CounterSnapshot.Builder counter =
                        CounterSnapshot.builder().name(without(name, "_total")).help(metric.help());
                points.forEach(
                        point -> counter.dataPoint(new CounterDataPointSnapshot(point.value, point.labels, null, 0)));
                return counter.build();
            }
            default -> {
                InfoSnapshot.Builder info =
                        InfoSnapshot.builder().name(without(name, "_info")).help(metric.help());
                points.forEach(point -> info.dataPoint(new InfoDataPointSnapshot(point.labels)));
                return info.build();
            }
        }
    }

    // The writers add what the format wants at the end.
    private static String without(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
