package org.torrentxt.impl.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.fixture.LocalSession;

/** A session that is given changed samples of all kinds of input, one a case. */
final class FuzzTarget implements AutoCloseable {
    /** Neighbouring seeds give alike first numbers otherwise. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    static final String SEEDS = "seeds";
    private static final int CONTROL_EVERY = 400;

    private final LocalSession local;
    private final FuzzSamples samples;
    private final List<SessionSettings.Setting> settings;
    private final FuzzControls controls;
    private final Path folder;
    private final Path input;

    private FuzzTarget(LocalSession local, FuzzSamples samples, Path folder) {
        this.local = local;
        this.samples = samples;
        this.settings = local.session().settings().list();
        this.folder = folder;
        this.input = folder.resolve("input");
        this.controls = new FuzzControls(local.session(), samples, folder.resolve("control"));
    }

    static FuzzTarget open(Path folder) throws Exception {
        LocalSession local = LocalSession.startListeningTo(Set.of(), "fuzz", downloads(folder));
        return new FuzzTarget(local, FuzzSamples.of(local, folder.resolve(SEEDS)), folder);
    }

    private static Path downloads(Path folder) {
        return folder.resolve("downloads");
    }

    /**
     * Prints the case before it is tried, as the JVM may end in it; any unexpected error ends the run. From time to
     * time all kinds of input are tried unchanged, and must be taken: a session that refuses everything would pass
     * otherwise.
     */
    void run(int number) throws IOException {
        if (number % CONTROL_EVERY == 0) {
            controls.run();
        }
        Random random = new Random(number * SPREAD);
        int kind = random.nextInt(100);
        System.out.println("case " + number + " kind " + kind);
        try {
            if (kind < 38) {
                add(AddTorrent.torrentBytes(bencoded(random, samples.torrents())), random);
            } else if (kind < 72) {
                add(resumeData(bencoded(random, samples.resumeData())), random);
            } else if (kind < 80) {
                local.session().dht().loadState(bencoded(random, samples.dhtStates()));
            } else if (kind < 90) {
                add(AddTorrent.magnet(new String(changed(random, samples.magnets()), UTF_8)), random);
            } else if (kind < 98) {
                changed(random, samples.blockLists());
                local.session().ipFilter().load(input);
                local.session().ipFilter().clear();
            } else {
                set(random);
            }
        } catch (TorrentException | IllegalArgumentException e) {
            // refused, which is what it should be
        }
    }

    // Where resume data says that its files are is taken as it is, as it comes from who adds it; here it stays in the
    // test's folder.
    private AddTorrent.Builder resumeData(byte[] data) {
        AddTorrent.Builder request = AddTorrent.resumeData(data);
        return isPlacedInside(data) ? request : request.savePath(downloads(folder));
    }

    private boolean isPlacedInside(byte[] data) {
        try {
            Object place = Bencode.decodeDictionary(data).entries().get(ByteString.of("save_path"));
            Path path = Path.of(new String(((ByteString) place).bytes(), UTF_8)).normalize();
            return path.startsWith(downloads(folder)) || path.startsWith(folder.resolve(SEEDS));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void add(AddTorrent.Builder request, Random random) {
        Torrent torrent = local.session()
                .add((random.nextBoolean() ? request.paused() : request.started()).build())
                .torrent();
        try {
            requireInside(torrent);
            torrent.files();
        } finally {
            torrent.remove(false);
        }
    }

    // A case that has files elsewhere would leave them behind, whatever the test deletes.
    private void requireInside(Torrent torrent) {
        torrent.status().map(TorrentStatus::savePath).ifPresent(place -> {
            if (!place.normalize().startsWith(folder)) {
                throw new AssertionError("files would be outside of the test's folder: " + place);
            }
        });
    }

    private void set(Random random) throws IOException {
        SessionSettings.Setting setting = settings.get(random.nextInt(settings.size()));
        byte[] text = new Mutator(random).mutate(String.valueOf(setting.value()).getBytes(UTF_8));
        Files.write(input, (setting.name() + "=" + new String(text, ISO_8859_1)).getBytes(UTF_8));
        try {
            local.session().settings().set(setting.name(), new String(text, ISO_8859_1));
        } finally {
            local.session().settings().set(setting.name(), setting.value());
        }
    }

    private byte[] bencoded(Random random, List<byte[]> some) throws IOException {
        return kept(new BencodeMutator(random).mutate(one(random, some)));
    }

    private byte[] changed(Random random, List<byte[]> some) throws IOException {
        return kept(new Mutator(random).mutate(one(random, some)));
    }

    private static byte[] one(Random random, List<byte[]> some) {
        return some.get(random.nextInt(some.size()));
    }

    private byte[] kept(byte[] bytes) throws IOException {
        Files.write(input, bytes);
        return bytes;
    }

    @Override
    public void close() {
        local.close();
    }
}
