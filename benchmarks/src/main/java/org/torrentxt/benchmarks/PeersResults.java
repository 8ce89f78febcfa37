package org.torrentxt.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.torrentxt.benchmarks.BarChart.Bar;
import org.torrentxt.benchmarks.Section.Headline;

/** What was measured for each content and program, in the order of the table. */
final class PeersResults {
    /** The results of one program with one content. */
    private static final class Line {
        private final Samples fromConnect = new Samples();
        private final Samples fromAdd = new Samples();
        private final Samples cpu = new Samples();
        private String failure = "";

        boolean isMeasured() {
            return failure.isEmpty() && fromAdd.size() > 0;
        }
    }

    private record Key(String content, String program) {}

    private final Map<Key, Line> lines = new LinkedHashMap<>();
    private final String standard;
    private int noisy;
    private int transfers;

    /** Collects results; ratios are to the program of that name. */
    PeersResults(String standard) {
        this.standard = standard;
    }

    /** Reserves the place of a program in the table. */
    void expect(String content, String program) {
        lines.put(new Key(content, program), new Line());
    }

    void add(String content, String program, PeersTransfer.Result result) {
        Line line = lines.get(new Key(content, program));
        line.fromConnect.add(result.fromConnect());
        line.fromAdd.add(result.fromAdd());
        line.cpu.add(result.cpu());
        transfers++;
        // the kernel's own work and this process need some, too
        if (!result.quiet() || result.others() > 0.1 + result.fromAdd() * 0.1) {
            noisy++;
        }
    }

    /** From now on the program is not measured with that content, and the table says why. */
    void fail(String content, String program, String why) {
        lines.get(new Key(content, program)).failure = why;
    }

    boolean hasFailed(String content, String program) {
        return !lines.get(new Key(content, program)).failure.isEmpty();
    }

    /** How much of it was measured while other processes ran. */
    String noise() {
        return noisy == 0
                ? "The machine was quiet before and during all " + transfers + " transfers."
                : "**Other processes ran before or during " + noisy + " of " + transfers + " transfers.**";
    }

    Table table() {
        Table table = new Table(
                "content",
                "program",
                "from connection, s",
                "from adding, s",
                "CPU, s",
                "speed from adding",
                "CPU ratio");
        lines.forEach((key, line) -> {
            if (!line.isMeasured()) {
                table.row(key.content(), key.program(), line.failure, "", "", "", "");
            } else {
                table.row(
                        key.content(),
                        key.program(),
                        line.fromConnect.summary(2),
                        line.fromAdd.summary(2),
                        line.cpu.summary(2),
                        ratio(key.content(), standard, key.program(), found -> found.fromAdd),
                        ratio(key.content(), key.program(), standard, found -> found.cpu));
            }
        });
        return table;
    }

    /** A line of the summary; empty if one of both has no results. */
    Optional<Headline> headline(
            String what, String content, String ours, String reference, Measure measure, String aim) {
        Optional<Line> own = measured(content, ours);
        Optional<Line> other = measured(content, reference);
        if (own.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        Samples samples = measure.of.apply(own.get());
        Samples references = measure.of.apply(other.get());
        return Optional.of(new Headline(
                content + ", " + what + "; reference: " + reference,
                samples.summary(2),
                references.summary(2),
                references.dividedBy(samples).summary(2),
                aim));
    }

    /** What is compared. */
    enum Measure {
        FROM_CONNECT(line -> line.fromConnect),
        FROM_ADD(line -> line.fromAdd),
        CPU(line -> line.cpu);

        private final Function<Line, Samples> of;

        Measure(Function<Line, Samples> of) {
            this.of = of;
        }
    }

    /** The bars of all programs with that content. */
    List<Bar> bars(String content, String ours) {
        List<Bar> bars = new ArrayList<>();
        lines.forEach((key, line) -> {
            if (key.content().equals(content) && line.isMeasured()) {
                double fromAdd = line.fromAdd.median();
                double fromConnect = Math.min(fromAdd, line.fromConnect.median());
                bars.add(new Bar(
                        key.program(), fromAdd, fromConnect, key.program().startsWith(ours)));
            }
        });
        return bars;
    }

    private String ratio(String content, String dividend, String divisor, Function<Line, Samples> of) {
        Optional<Line> above = measured(content, dividend);
        Optional<Line> below = measured(content, divisor);
        return above.isEmpty() || below.isEmpty()
                ? ""
                : Samples.text(
                        of.apply(above.get()).dividedBy(of.apply(below.get())).median(), 2);
    }

    private Optional<Line> measured(String content, String program) {
        return Optional.ofNullable(lines.get(new Key(content, program))).filter(Line::isMeasured);
    }
}
