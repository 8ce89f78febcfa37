package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.benchmarks.PeersResults.Measure;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.benchmarks.program.Aria2;
import org.torrentxt.benchmarks.program.Bare;
import org.torrentxt.benchmarks.program.Karaf;
import org.torrentxt.benchmarks.program.NativeLibtorrent;
import org.torrentxt.benchmarks.program.NativeLibtorrent.Profile;
import org.torrentxt.benchmarks.program.Program;
import org.torrentxt.benchmarks.program.Qbittorrent;

/** The speed of transfers beside that of other programs. */
final class PeersBenchmark implements Benchmark {
    private static final int SMALL = 100; // MiB
    private static final String OURS = "TorrentXT";
    private static final String USED = "TorrentXT, used before";
    private static final String KARAFS = "TorrentXT, two Karafs";
    private static final String MAPPED = "TorrentXT, mmap";
    private static final String USED_KARAFS = "TorrentXT, two Karafs, used before";
    private static final String BARE = "bare loop";
    private static final String TUNED = "libtorrent, tuned";
    private static final String QBITTORRENT = "qBittorrent";
    private static final String METHOD = """
        One file, in pieces of 1 MiB, between two processes of the same program on 127.0.0.1. They are new for each transfer, all use TCP, and have no DHT,
        LSD, UPnP or NAT-PMP; peer exchange is off where it can be switched off. The seeder has checked its content before, unless the table says otherwise;
        the receiver has nothing. What was downloaded is compared byte by byte afterwards, and deleted. The order is reversed in every round. Before each
        transfer the machine has to be quiet: all its processes together use less than a tenth of a processor. Then memory is filled with a file that is
        deleted, as the host of a virtual machine takes back what is free, and the first one who needs it again would pay for that.

        *From connection*: from the first TCP connection to the seeder, as the kernel lists it, until all pieces are verified. *From adding*: from the
        request to add the torrent; libtorrent connects to new peers once a second, and the rounds begin at evenly spread times within that second. *CPU*:
        of both processes, user and system, from adding. *Speed from adding* and *CPU ratio* are those of the program divided by those of libtorrent, tuned,
        in the same round: the median.

        - *bare loop*: the least that a download consists of, in one thread of a warmed-up JVM: receive a piece, compare its SHA-1, write it with
          `FileChannel`; the other side uses `sendfile`. Both socket buffers are 4 MiB. No protocol.
        - *libtorrent*: without a JVM, by its Python binding, with its default settings; its disk I/O is mmap, as the binding cannot choose another; the
          peer is named by `connect_peer`. *Tuned*: with `high_performance_seed()` and `max_out_request_queue` 1500, `send_buffer_watermark` 8 MiB,
          `max_queued_disk_bytes` 64 MiB, `send_not_sent_low_watermark` 1 MiB, both socket buffers 4 MiB.
        - *qBittorrent*: with its default settings; added and connected by its Web API. It reports a complete torrent up to 1.5 seconds late, so that the
          moment counts at which it closes the connection to the seeder.
        - *aria2*: with its default settings, but `--file-allocation=none`; added by its RPC. Peers cannot be named to it, so that a tracker in the
          benchmark, which answers at once, does; verified is when `--on-bt-download-complete` runs.
        - *TorrentXT*: a session with the defaults of `network=local`. *Seed mode*: the seeder assumes that its content is complete. *Used before*: both
          have added and removed another torrent since they were started, so that the JVM has loaded what adding needs. *Two Karafs*: each with `torrentxt-all`
          and `torrentxt-web` as `-Prun` starts it, told by commands on its standard input; verified is when `torrent:add --wait` ends. *Mmap*: a session with
          `disk.io = mmap`, for which `LD_PRELOAD` names the JDK's `libjsig.so`.

        """;

    private final PeersResults results = new PeersResults(TUNED);

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        int mebibytes = workspace.options().mebibytes();
        Map<String, Object> settings = workspace.options().settings();
        try (Aria2 aria2 = new Aria2()) {
            List<Program> own = List.of(
                    new OwnProgram(OURS, TransferPeer.Kind.SERVICE, TransferPeer.CHECK, settings),
                    new OwnProgram(OURS + ", seed mode", TransferPeer.Kind.SERVICE, TransferPeer.SEED, settings),
                    new OwnProgram(USED, TransferPeer.Kind.USED, TransferPeer.CHECK, settings),
                    new OwnProgram(MAPPED, TransferPeer.Kind.MAPPED, TransferPeer.CHECK, settings),
                    new Karaf(KARAFS, workspace.options().karaf(), false),
                    new Karaf(USED_KARAFS, workspace.options().karaf(), true));
            Program tuned = new NativeLibtorrent(TUNED, Profile.TUNED);
            List<Program> all = Stream.concat(
                            Stream.of(
                                    new Bare(),
                                    tuned,
                                    new NativeLibtorrent("libtorrent", Profile.PLAIN),
                                    new Qbittorrent(),
                                    aria2),
                            own.stream())
                    .toList();
            List<Entry> entries = new ArrayList<>();
            addEntries(entries, all, PeersContent.create(workspace, mebibytes, TorrentFormat.V1));
            if (mebibytes > SMALL) {
                addEntries(entries, all, PeersContent.create(workspace, SMALL, TorrentFormat.V1));
            }
            addEntries(
                    entries,
                    Stream.concat(Stream.of(tuned), own.stream()).toList(),
                    PeersContent.create(workspace, mebibytes, TorrentFormat.HYBRID));
            String versions = versions(all, entries);
            measure(workspace, entries);
            draw(workspace.options(), mebibytes);
            return new Section(
                    "Beside other programs",
                    METHOD + versions + results.noise(),
                    headlines(mebibytes),
                    results.table());
        }
    }

    /** A transfer of each round. */
    private record Entry(Program program, PeersContent content) {}

    private void addEntries(List<Entry> entries, List<Program> programs, PeersContent content) {
        for (Program program : programs) {
            entries.add(new Entry(program, content));
            results.expect(content.label(), program.name());
        }
    }

    /** Says which programs there are, and excludes the others. */
    private String versions(List<Program> programs, List<Entry> entries) throws IOException, InterruptedException {
        Set<String> versions = new LinkedHashSet<>();
        for (Program program : programs) {
            Optional<String> version = program.version();
            version.ifPresent(versions::add);
            if (version.isEmpty()) {
                entries.stream()
                        .filter(entry -> entry.program() == program)
                        .forEach(entry -> results.fail(entry.content().label(), program.name(), "not installed"));
            }
        }
        return "Versions: " + String.join("; ", versions) + ". ";
    }

    private void measure(Workspace workspace, List<Entry> entries) throws IOException, InterruptedException {
        PeersTransfer transfer = new PeersTransfer(workspace);
        List<Entry> order = new ArrayList<>(entries);
        for (int round = 0; round < workspace.options().rounds(); round++) {
            for (Entry entry : order) {
                String content = entry.content().label();
                String program = entry.program().name();
                if (!results.hasFailed(content, program)) {
                    measureOne(transfer, entry, content, program, round);
                }
            }
            Collections.reverse(order);
        }
    }

    private void measureOne(PeersTransfer transfer, Entry entry, String content, String program, int round)
            throws InterruptedException {
        String outcome;
        try {
            PeersTransfer.Result result = transfer.run(entry.program(), entry.content(), round);
            results.add(content, program, result);
            outcome = result.toString();
        } catch (IOException | RuntimeException e) {
            // the other programs are still compared
            results.fail(content, program, "failed in round " + (round + 1) + ": " + e.getMessage());
            outcome = "failed: " + e;
        }
        System.out.println("  round " + (round + 1) + ", " + content + ", " + program + ": " + outcome);
    }

    private List<Headline> headlines(int mebibytes) {
        String large = mebibytes + " MiB";
        String small = SMALL + " MiB"; // not in the results of a quick check
        return Stream.of(
                        results.headline("s from adding", large, OURS, TUNED, Measure.FROM_ADD, "1.15"),
                        results.headline("two Karafs, s from adding", large, KARAFS, TUNED, Measure.FROM_ADD, "1.15"),
                        results.headline("s from adding", large, OURS, QBITTORRENT, Measure.FROM_ADD, "1.6"),
                        results.headline(
                                "two Karafs, s from adding", large, KARAFS, QBITTORRENT, Measure.FROM_ADD, "1.6"),
                        results.headline("s from connection", large, OURS, BARE, Measure.FROM_CONNECT, "0.8"),
                        results.headline("CPU s", large, OURS, TUNED, Measure.CPU, "1"),
                        results.headline("s from adding", small, OURS, TUNED, Measure.FROM_ADD, "0.4 s"),
                        results.headline("used before, s from adding", small, USED, TUNED, Measure.FROM_ADD, "0.4 s"))
                .flatMap(Optional::stream)
                .toList();
    }

    private void draw(Options options, int mebibytes) throws IOException {
        String content = mebibytes + " MiB";
        Path picture = options.picture();
        Files.createDirectories(picture.getParent());
        Files.writeString(
                picture,
                new BarChart(
                                content + " between two processes: seconds until verified",
                                "From adding the torrent; pale: until the first connection. Medians; shorter is"
                                        + " better.",
                                results.bars(content, OURS))
                        .toString());
        System.out.println("  picture: " + picture);
    }
}
