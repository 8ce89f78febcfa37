package org.torrentxt.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.program.MachineLoad;
import org.torrentxt.benchmarks.program.ProcessTime;

/** How long ways to create a .torrent file take, and how much processor time they use. */
final class CreationTimes {
    private final Duration patience;
    private final Map<String, Samples> seconds = new LinkedHashMap<>();
    private final Map<String, Samples> processor = new LinkedHashMap<>();
    private int disturbed;

    /** One creation. */
    interface Creation {
        void run() throws IOException;
    }

    /**
     * Creates an instance.
     *
     * @param patience how long to wait at most before each creation until the machine is quiet
     */
    CreationTimes(Duration patience) {
        this.patience = patience;
    }

    /** Measures one creation. */
    void measure(String way, Creation creation) throws IOException, InterruptedException {
        boolean quiet = MachineLoad.awaitQuiet(patience);
        Duration before = ProcessTime.used();
        long begin = System.nanoTime();
        creation.run();
        double taken = (System.nanoTime() - begin) / 1e9;
        double used = ProcessTime.used().minus(before).toNanos() / 1e9;
        seconds.computeIfAbsent(way, w -> new Samples()).add(taken);
        processor.computeIfAbsent(way, w -> new Samples()).add(used);
        disturbed += quiet ? 0 : 1;
        System.out.println("  " + way + ": " + Samples.text(taken, 3) + " s, CPU " + Samples.text(used, 2) + " s"
                + (quiet ? "" : "; the machine was not quiet before"));
    }

    boolean has(String way) {
        return seconds.containsKey(way);
    }

    /** A line that compares the seconds of two ways. */
    Headline headline(String subject, String way, String other, String reference, String aim) {
        return headline(seconds, subject + " " + way + ", seconds; reference: " + reference, way, other, aim);
    }

    /** A line that compares the processor seconds of two ways. */
    Headline processorHeadline(String subject, String way, String other, String reference, String aim) {
        return headline(processor, subject + " " + way + ", CPU seconds; reference: " + reference, way, other, aim);
    }

    private static Headline headline(Map<String, Samples> samples, String what, String way, String other, String aim) {
        Samples ours = samples.get(way);
        Samples theirs = samples.get(other);
        return new Headline(
                what, ours.summary(3), theirs.summary(3), theirs.dividedBy(ours).summary(2), aim);
    }

    /** All ways, and how many times as fast as one of them they are. */
    Table table(String reference, double mebibytes) {
        Table table = new Table("way", "s", "MiB/s", "CPU s", "times as fast as " + reference);
        seconds.forEach((way, samples) -> table.row(
                way,
                samples.summary(3),
                Samples.text(mebibytes / samples.median(), 0),
                processor.get(way).summary(2),
                has(reference) ? seconds.get(reference).dividedBy(samples).summary(2) : ""));
        return table;
    }

    /** A sentence on creations that others have disturbed; empty if there are none. */
    String noise() {
        return disturbed == 0 ? "" : " Before " + disturbed + " creations the machine was not quiet.";
    }
}
