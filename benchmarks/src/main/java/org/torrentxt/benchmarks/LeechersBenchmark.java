package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.TransferPeer.Kind;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.Settings;

/** One seeder and eight leechers that know each other, in one JVM and in one JVM each. */
final class LeechersBenchmark implements Benchmark {
    private static final int LEECHERS = 8;
    private static final int QUARTER = 4; // of the content of other transfers: 256 MiB by default
    private static final Duration START = Duration.ofSeconds(60);
    private static final String METHOD = """
        One file, from a seeder to %d leechers on 127.0.0.1, which are added one after the other and know the addresses of all
        others: sessions in one JVM, or in a JVM each. Measured until the last one is finished. *Sent*: content that the seeder has sent, in
        multiples of the file; 1 is the least. CPU is that of all processes. What was downloaded is compared with the file.

        - *service*: TorrentXT sessions with the defaults of `network=local`.
        - *manager, TCP*: the binding's `SessionManager` with `enable_outgoing_utp=false`.\
        """.formatted(LEECHERS);

    private record Result(double seconds, double sent, double cpu) {}

    private record Samplings(Samples seconds, Samples sent, Samples cpu) {
        Samplings() {
            this(new Samples(), new Samples(), new Samples());
        }
    }

    private final Map<String, Samplings> results = new LinkedHashMap<>();

    @Override
    public String name() {
        return "leechers";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        Path content = workspace.sample(Math.max(1, workspace.options().mebibytes() / QUARTER));
        Path torrent = TransferBenchmark.torrentOf(content, workspace);
        List<Kind> order = new ArrayList<>(List.of(Kind.SERVICE, Kind.MANAGER_TCP));
        for (int round = 1; round <= workspace.options().rounds(); round++) {
            for (Kind kind : order) {
                record(label(kind, true), inOneJvm(workspace, kind, content, torrent));
                record(label(kind, false), inOneJvmEach(workspace, kind, content, torrent));
            }
            Collections.reverse(order);
        }
        return section((int) (Files.size(content) >> 20));
    }

    private static String label(Kind kind, boolean isOneJvm) {
        return (kind == Kind.SERVICE ? "service" : "manager, TCP") + (isOneJvm ? ", one JVM" : ", 9 JVMs");
    }

    private void record(String label, Result result) {
        Samplings samples = results.computeIfAbsent(label, l -> new Samplings());
        samples.seconds().add(result.seconds());
        samples.sent().add(result.sent());
        samples.cpu().add(result.cpu());
        System.out.println("  " + label + ": " + result);
    }

    private Result inOneJvm(Workspace workspace, Kind kind, Path content, Path torrent)
            throws IOException, InterruptedException {
        byte[] bytes = Files.readAllBytes(torrent);
        List<TransferSession> leechers = new ArrayList<>();
        List<Path> folders = folders(workspace);
        try (TransferSession seeder =
                kind.start(content.getParent(), workspace.options().settings())) {
            for (Path folder : folders) {
                leechers.add(kind.start(folder, workspace.options().settings()));
            }
            seeder.seed(bytes, content.getParent(), false);
            seeder.seeding().get();
            int[] ports = IntStream.concat(
                            IntStream.of(seeder.port()), leechers.stream().mapToInt(TransferSession::port))
                    .toArray();
            Duration cpu = cpu();
            long begin = System.nanoTime();
            for (int i = 0; i < LEECHERS; i++) {
                leechers.get(i).download(bytes, folders.get(i), others(ports, i));
            }
            for (TransferSession leecher : leechers) {
                leecher.finished().get();
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double used = cpu().minus(cpu).toNanos() / 1e9;
            awaitTotals();
            return new Result(seconds, (double) seeder.uploaded() / Files.size(content), used);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            leechers.forEach(TransferSession::close);
            end(folders, content);
        }
    }

    // The engine adds up once a second.
    private static void awaitTotals() throws InterruptedException {
        TimeUnit.SECONDS.sleep(2);
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Result inOneJvmEach(Workspace workspace, Kind kind, Path content, Path torrent)
            throws IOException, InterruptedException {
        List<Child> leechers = new ArrayList<>();
        List<Path> folders = folders(workspace);
        try (Child seeder = peer(workspace, kind, TransferPeer.SEED, torrent, content.getParent())) {
            for (Path folder : folders) {
                leechers.add(peer(workspace, kind, TransferPeer.GET, torrent, folder));
            }
            int[] ports = new int[LEECHERS + 1];
            ports[0] = port(seeder);
            for (int i = 0; i < LEECHERS; i++) {
                ports[i + 1] = port(leechers.get(i));
            }
            Duration cpu = cpu(seeder, leechers);
            long begin = System.nanoTime();
            for (int i = 0; i < LEECHERS; i++) {
                String list =
                        IntStream.of(others(ports, i)).mapToObj(String::valueOf).collect(Collectors.joining(","));
                leechers.get(i).tell(TransferPeer.GET + " " + list);
            }
            for (Child leecher : leechers) {
                await(leecher, TransferPeer.DONE, workspace.options().limit());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            Duration used = cpu(seeder, leechers).minus(cpu);
            awaitTotals();
            seeder.tell(TransferPeer.SENT);
            double sent = Double.parseDouble(await(seeder, TransferPeer.SENT, START)) / Files.size(content);
            return new Result(seconds, sent, used.toNanos() / 1e9);
        } finally {
            leechers.forEach(Child::close);
            end(folders, content);
        }
    }

    private static Child peer(Workspace workspace, Kind kind, String role, Path torrent, Path folder)
            throws IOException {
        return Child.start(
                kind + " " + role,
                Jvm.command(
                        TransferPeer.class,
                        List.of(
                                kind.name(),
                                role,
                                torrent.toString(),
                                folder.toString(),
                                Settings.text(workspace.options().settings()))));
    }

    private static int port(Child peer) throws InterruptedException {
        return Integer.parseInt(await(peer, TransferPeer.READY, START));
    }

    private static String await(Child peer, String word, Duration limit) throws InterruptedException {
        return peer.await(word, limit)
                .orElseThrow(() -> new IllegalStateException("'" + word + "' did not come within " + limit));
    }

    private static Duration cpu(Child seeder, List<Child> leechers) {
        return leechers.stream().map(Child::cpu).reduce(seeder.cpu(), Duration::plus);
    }

    // all but that leecher itself
    private static int[] others(int[] ports, int leecher) {
        return IntStream.range(0, ports.length)
                .filter(i -> i != leecher + 1)
                .map(i -> ports[i])
                .toArray();
    }

    private static List<Path> folders(Workspace workspace) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < LEECHERS; i++) {
            folders.add(Files.createDirectories(workspace.resolve("leecher-" + i)));
        }
        return folders;
    }

    // only after the sessions have ended, as data may not have been written earlier
    private static void end(List<Path> folders, Path content) throws IOException {
        for (Path folder : folders) {
            Path copy = folder.resolve(content.getFileName());
            boolean differs = Files.exists(copy) && Files.mismatch(content, copy) >= 0;
            Workspace.delete(folder);
            if (differs) {
                throw new IllegalStateException("downloaded content differs from the original");
            }
        }
    }

    private Section section(int mebibytes) {
        Table details = new Table("sessions", "s", "sent", "CPU, s");
        results.forEach((label, samples) -> details.row(
                label,
                samples.seconds().summary(2),
                samples.sent().summary(2),
                samples.cpu().summary(2)));
        return new Section(
                "One seeder, " + LEECHERS + " leechers, " + mebibytes + " MiB",
                METHOD,
                List.of(headline(true, mebibytes), headline(false, mebibytes)),
                details);
    }

    private Headline headline(boolean isOneJvm, int mebibytes) {
        Samples ours = results.get(label(Kind.SERVICE, isOneJvm)).seconds();
        Samples reference = results.get(label(Kind.MANAGER_TCP, isOneJvm)).seconds();
        return new Headline(
                mebibytes + " MiB to " + LEECHERS + " leechers" + (isOneJvm ? ", one JVM" : ", a JVM each")
                        + ", s; reference: manager, TCP",
                ours.summary(2),
                reference.summary(2),
                reference.dividedBy(ours).summary(2),
                "");
    }
}
