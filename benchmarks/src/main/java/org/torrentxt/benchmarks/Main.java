package org.torrentxt.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.torrentxt.impl.engine.binding.NativeLibrary;

/** Runs the benchmarks named by the system property {@code bench}, or all; prints and writes the results. */
public final class Main {
    private static final List<Benchmark> ALL = List.of(
            new TransferBenchmark(),
            new ConnectBenchmark(),
            new PeersBenchmark(),
            new CreateBenchmark(),
            new CreateFolderBenchmark(),
            new StatusBenchmark(),
            new StateBenchmark(),
            new ManyBenchmark(),
            new LeechersBenchmark(),
            new SmallBenchmark(),
            new AlertBenchmark(),
            new LifecycleBenchmark(),
            new IdleBenchmark(),
            new LineBenchmark(),
            new FleetBenchmark(),
            new FaultsBenchmark(),
            new FleetKarafsBenchmark(),
            new StreamBenchmark(),
            new WebFileBenchmark(),
            new WebRpcBenchmark(),
            new WebEventsBenchmark(),
            new WebPageBenchmark(),
            new DhtBenchmark());

    private Main() {}

    /** Exits with 0 if all succeeded, 1 if one failed, 2 for invalid options. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.fromSystemProperties();
            requireKnown(options.selected());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        NativeLibrary.get().require();
        Report report = run(options);
        System.out.println("\n" + report);
        System.out.println("Written to " + options.results());
        System.exit(report.isComplete() ? 0 : 1);
    }

    private static void requireKnown(List<String> selected) {
        Set<String> unknown = new TreeSet<>(selected);
        ALL.forEach(benchmark -> unknown.remove(benchmark.name()));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no such benchmarks: " + unknown + "; available: "
                    + ALL.stream().map(Benchmark::name).toList());
        }
    }

    private static Report run(Options options) throws IOException, InterruptedException {
        Report report = new Report(options);
        try (Workspace workspace = new Workspace(options)) {
            for (Benchmark benchmark : ALL) {
                if (options.selected().isEmpty() || options.selected().contains(benchmark.name())) {
                    System.out.println(benchmark.name() + " ...");
                    runOne(benchmark, workspace, report);
                    // after each, so that a run that is ended keeps what it has
                    report.write(options.results());
                }
            }
        }
        return report;
    }

    private static void runOne(Benchmark benchmark, Workspace workspace, Report report) throws InterruptedException {
        try {
            report.add(benchmark.run(workspace));
        } catch (IOException | RuntimeException e) {
            // the results of the others are still useful
            e.printStackTrace();
            report.addFailure(benchmark.name(), e);
        }
    }
}
