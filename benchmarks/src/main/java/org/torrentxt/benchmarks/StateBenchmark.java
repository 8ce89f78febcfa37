package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.benchmarks.TransferPeer.Kind;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.SessionStore;
import org.torrentxt.impl.state.TorrentState;
import org.torrentxt.statefile.StateFolder;
import org.torrentxt.statefile.StateListener;

/** Saving and loading the state of many torrents, without the engine and with it. */
final class StateBenchmark implements Benchmark {
    private static final int TIMES_STATUS = 5; // 10,000 torrents by default
    private static final int PIECES = 256;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String METHOD = """
        The state files of torrents with 256 pieces each, in one folder. Saving: all have changed, until all files are
        on disk, each synced and renamed. Loading: all files are read, verified and decoded, by one thread; they may be
        in the page cache. The engine is not part of either. The size is that of a file without its metadata.

        *Session*: the same, by a session whose torrents are paused and complete. Start: until the session can be used.
        Load: until all torrents are in the engine, counted from the start. Save: all got another limit, until
        `saveState()` ends. Stop: all got another limit just before. Heap: what is in use after a garbage collection,
        compared with that before the start, per torrent; the engine's own memory is not part of it.

        Transfer: as in the section on transfers, between two sessions that are saved every second, and two that are
        not.\
        """;

    @Override
    public String name() {
        return "state";
    }

    @Override
    public Section run(Workspace workspace) throws IOException, InterruptedException {
        int count = workspace.options().torrents() * TIMES_STATUS;
        Samples saving = new Samples();
        Samples loading = new Samples();
        Table details = new Table("round", "save all, s", "load all, s");
        Path folder = workspace.resolve("state");
        for (int round = 1; round <= workspace.options().rounds(); round++) {
            saving.add(save(folder, count, round));
            loading.add(load(folder, count));
            details.row(round, Samples.text(saving.get(round - 1), 2), Samples.text(loading.get(round - 1), 2));
        }
        Samples[] session = {new Samples(), new Samples(), new Samples(), new Samples(), new Samples()};
        SavedTorrents torrents = SavedTorrents.create(workspace.resolve("saved"), count);
        for (int round = 1; round <= workspace.options().rounds(); round++) {
            SavedTorrents.Run run = torrents.run(round);
            session[0].add(run.start());
            session[1].add(run.load());
            session[2].add(run.save());
            session[3].add(run.stop());
            session[4].add(run.heap());
            details.row("session " + round, Samples.text(run.save(), 2), Samples.text(run.load(), 2));
        }
        Samples plain = new Samples();
        Samples saved = new Samples();
        transfer(workspace, plain, saved);
        return new Section(
                "State of " + count + " torrents",
                METHOD,
                List.of(
                        headline("save " + count + " torrents that have all changed, s", saving.summary(2), "5"),
                        headline("load " + count + " torrents, s", loading.summary(2), "5"),
                        headline("state beside the metadata, bytes", String.valueOf(overhead()), "4096"),
                        new Section.Headline(
                                "transfer, saved every second, s; reference: not saved",
                                saved.summary(2),
                                plain.summary(2),
                                plain.dividedBy(saved).summary(2),
                                "0.99"),
                        headline("session: start, s", session[0].summary(2), "1"),
                        headline("session: load " + count + " torrents, s", session[1].summary(2), "5"),
                        headline(
                                "session: save " + count + " torrents that have all changed, s",
                                session[2].summary(2),
                                "5"),
                        headline("session: stop with " + count + " changed torrents, s", session[3].summary(2), "10"),
                        headline("session: heap per paused torrent, bytes", session[4].summary(0), "15360")),
                details);
    }

    private static void transfer(Workspace workspace, Samples plain, Samples saved)
            throws IOException, InterruptedException {
        Path content = workspace.sample();
        Transfer transfer = new Transfer(workspace, content, TransferBenchmark.torrentOf(content, workspace));
        for (int round = 0; round < workspace.options().rounds(); round++) {
            boolean plainFirst = round % 2 == 0;
            double first =
                    transfer.run(plainFirst ? Kind.SERVICE : Kind.SAVED, round).seconds();
            double second =
                    transfer.run(plainFirst ? Kind.SAVED : Kind.SERVICE, round).seconds();
            plain.add(plainFirst ? first : second);
            saved.add(plainFirst ? second : first);
        }
    }

    private static Section.Headline headline(String what, String ours, String aim) {
        return new Section.Headline(what, ours, "", "", aim);
    }

    private static double save(Path folder, int count, int round) throws IOException, InterruptedException {
        SessionStore store = open(folder);
        List<TorrentState> states = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            states.add(state(id, round));
        }
        long begin = System.nanoTime();
        states.forEach(state -> store.save(state.id(), () -> state, true));
        if (!store.flush(LIMIT)) {
            throw new IllegalStateException("not saved: " + store.problem().orElse("too slow"));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        store.close(LIMIT);
        return seconds;
    }

    private static double load(Path folder, int count) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        SessionStore store = open(folder);
        int[] loaded = {0};
        store.load((state, done, total) -> loaded[0]++, () -> true);
        double seconds = (System.nanoTime() - begin) / 1e9;
        store.close(LIMIT);
        if (loaded[0] != count) {
            throw new IllegalStateException(loaded[0] + " torrents instead of " + count);
        }
        return seconds;
    }

    private static SessionStore open(Path folder) throws IOException {
        return SessionStore.open(
                StateFolder.open(folder, "benchmark", "torrentxt-bench-state", Duration.ofMinutes(1), new Failing()));
    }

    private static int overhead() {
        TorrentState state = state(1, 1);
        return state.toBytes().length - state.resume().info().orElseThrow().length;
    }

    static final long SIZE = (long) PIECES << 20;

    /** The name of the only file of a torrent. */
    static String fileName(int id) {
        return "content of torrent " + id;
    }

    /** A complete and paused torrent in that folder. */
    static TorrentState seed(int id, Path folder) {
        TorrentState state = state(id, 1);
        byte[] all = new byte[PIECES];
        Arrays.fill(all, (byte) 1);
        return state.withResume(state.resume()
                .with("pieces", all)
                .with("save_path", folder.toString())
                .withFlag(TorrentFlag.PAUSED, true)
                .withFlag(TorrentFlag.AUTO_MANAGED, false));
    }

    private static TorrentState state(int id, int round) {
        byte[] hashes = new byte[PIECES * 20];
        new Random(id).nextBytes(hashes);
        BencodeDictionary info = BencodeDictionary.builder()
                .put("length", SIZE)
                .put("name", fileName(id))
                .put("piece length", 1 << 20)
                .put("pieces", hashes)
                .build();
        return TorrentState.of(
                id,
                ResumeDictionary.of(Bencode.encode(BencodeDictionary.builder()
                        .put("file-format", "libtorrent resume file")
                        .put("file-version", 1)
                        .put("info", info)
                        .put("info-hash", sha1(Bencode.encode(info)))
                        .put("pieces", new byte[PIECES])
                        .put("peers", new byte[600])
                        .put("save_path", "/srv/torrents/downloads")
                        .put("trackers", List.of(List.of("http://tracker.example.org:6969/announce")))
                        .put("total_uploaded", round)
                        .build())));
    }

    private static byte[] sha1(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-1 is not available", e);
        }
    }

    /** Nothing may go wrong here. */
    private static final class Failing implements StateListener {
        @Override
        public void damaged(Path file, String reason) {
            throw new IllegalStateException(file + ": " + reason);
        }

        @Override
        public void refused(Path file, String reason) {
            throw new IllegalStateException(file + ": " + reason);
        }

        @Override
        public void failing(String reason) {
            System.err.println(reason);
        }

        @Override
        public void recovered() {}

        @Override
        public void replaced() {}
    }
}
