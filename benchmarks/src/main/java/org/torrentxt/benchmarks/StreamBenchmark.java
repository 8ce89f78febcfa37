package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.torrentxt.api.Torrent;
import org.torrentxt.benchmarks.Section.Headline;
import org.torrentxt.impl.engine.EngineSession;

/** How fast a file of a torrent is read where it is complete, and how soon where it is not. */
final class StreamBenchmark implements Benchmark {
    private static final int SEED_RATE = 4 << 20;
    private static final int READ_RATE = 2 << 20;
    private static final int BUFFER = 1 << 16;
    private static final long PLAY_NANOS = TimeUnit.SECONDS.toNanos(8);
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String METHOD = """
        One file, read by `Torrent.open(0)` from its beginning to its end where all of it is there, beside `FileChannel` with the same buffer of 64 KiB; both
        have read it once before. Then the same torrent in a session that downloads it from one seeder, which uploads 4 MiB/s, on
        127.0.0.1. Once it has some of it, and its requests to the seeder are queued, the file is opened, and read at 2 MiB/s for 8 seconds; after that
        a position in the middle of what is missing is read. *Lag* is the longest time that the reader is behind its rate, which begins
            a second after its first byte.\
        """;

    private final Samples ours = new Samples();
    private final Samples reference = new Samples();
    private final Samples open = new Samples();
    private final Samples seek = new Samples();
    private final Samples lag = new Samples();
    private final Table details =
            new Table("round", "channel MiB/s", "FileChannel MiB/s", "open ms", "seek ms", "lag ms");

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public Section run(Workspace workspace) throws IOException {
        Path content = workspace.sample();
        try (Seeder seeder = Seeder.start("seed", workspace, Map.of("upload_rate_limit", SEED_RATE))) {
            Torrent complete = seeder.torrent();
            compare(complete, content, workspace.options().mebibytes());
            ours.clear();
            reference.clear();
            for (int round = 1; round <= workspace.options().rounds(); round++) {
                compare(complete, content, workspace.options().mebibytes());
                Path target = Files.createDirectories(workspace.resolve("target"));
                try (EngineSession leecher =
                        EngineSession.start(ServiceSession.options("read", target, Map.of()), Set.of(), alert -> {})) {
                    stream(leecher.add(seeder.request().started().build()).torrent());
                } finally {
                    Workspace.delete(target);
                }
                record(round, workspace.options().mebibytes());
            }
        }
        return section();
    }

    private void compare(Torrent complete, Path content, int mebibytes) throws IOException {
        try (FileChannel file = FileChannel.open(content);
                SeekableByteChannel channel = complete.open(0)) {
            reference.add(secondsToRead(file, mebibytes));
            ours.add(secondsToRead(channel, mebibytes));
        }
    }

    private static double secondsToRead(SeekableByteChannel channel, int mebibytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        long begin = System.nanoTime();
        long count = 0;
        for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer.clear())) {
            count += read;
        }
        if (count != (long) mebibytes << 20) {
            throw new IllegalStateException(count + " bytes were read");
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void stream(Torrent torrent) throws IOException {
        await(() -> torrent.status().orElseThrow().piecesDone() > 0);
        long begin = System.nanoTime();
        try (SeekableByteChannel channel = torrent.open(0)) {
            channel.read(ByteBuffer.allocate(1));
            long first = System.nanoTime();
            open.add((first - begin) / 1e6);
            lag.add(play(channel, first + START_NANOS) / 1e6);
            long position = middleOfMissing(torrent);
            begin = System.nanoTime();
            channel.position(position).read(ByteBuffer.allocate(1));
            seek.add((System.nanoTime() - begin) / 1e6);
        }
    }

    private static long play(SeekableByteChannel channel, long begin) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long longest = 0;
        for (long count = 0; System.nanoTime() - begin < PLAY_NANOS; count += buffer.position()) {
            channel.read(buffer.clear());
            long behind = System.nanoTime() - begin - (long) (count * 1e9 / READ_RATE);
            longest = Math.max(longest, behind);
            LockSupport.parkNanos(-behind);
        }
        return longest;
    }

    private static long middleOfMissing(Torrent torrent) {
        int pieces = torrent.status().orElseThrow().numPieces();
        int middle = torrent.pieces().nextClearBit(pieces / 2);
        if (middle >= pieces) {
            throw new IllegalStateException("nothing is missing; choose a greater bench.size");
        }
        return (long) middle * torrent.status().orElseThrow().pieceLength();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("nothing happens");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private void record(int round, int mebibytes) {
        int last = open.size() - 1;
        details.row(
                round,
                Samples.text(mebibytes / ours.get(last), 0),
                Samples.text(mebibytes / reference.get(last), 0),
                Samples.text(open.get(last), 0),
                Samples.text(seek.get(last), 0),
                Samples.text(lag.get(last), 0));
        System.out.println("  round " + round + ": open " + Samples.text(open.get(last), 0) + " ms, seek "
                + Samples.text(seek.get(last), 0) + " ms, lag " + Samples.text(lag.get(last), 0) + " ms");
    }

    private Section section() {
        return new Section(
                "Reading a file while it is downloaded",
                METHOD,
                List.of(
                        new Headline(
                                "reading a complete file, seconds; reference: FileChannel",
                                ours.summary(3),
                                reference.summary(3),
                                reference.dividedBy(ours).summary(2),
                                "0.5"),
                        new Headline("first byte after open, 4 MiB/s, ms", open.summary(0), "", "", "1,500 ms"),
                        new Headline("first byte after a seek, 4 MiB/s, ms", seek.summary(0), "", "", "1,500 ms"),
                        new Headline("longest lag of a reader at 2 MiB/s, ms", lag.summary(0), "", "", "no stall")),
                details);
    }
}
