package org.torrentxt.impl.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.impl.engine.EngineSession;

/** The samples as they are: each of them must be taken, whatever was tried before. */
final class FuzzControls {
    private static final List<Long> PEERLIST_SIZES = List.of(3_000L, 3_001L);

    private final EngineSession session;
    private final FuzzSamples samples;
    private final Path input;
    private int round;

    /**
     * The controls of a session.
     *
     * @param input a file to write samples to
     */
    FuzzControls(EngineSession session, FuzzSamples samples, Path input) {
        this.session = session;
        this.samples = samples;
        this.input = input;
    }

    /** Tries one sample of each kind, others than the last time. */
    void run() throws IOException {
        added(AddTorrent.torrentBytes(next(samples.ownTorrents())), FuzzControls::hasFiles);
        added(AddTorrent.resumeData(next(samples.resumeData())), FuzzControls::hasFiles);
        added(AddTorrent.magnet(new String(next(samples.ownMagnets()), UTF_8)), torrent -> {});
        session.dht().loadState(next(samples.dhtStates()));
        Files.write(input, next(samples.blockLists()));
        assertThat(session.ipFilter().load(input).ranges()).as("ranges").isPositive();
        session.ipFilter().clear();
        Long size = PEERLIST_SIZES.get(round % 2);
        session.settings().set("max_peerlist_size", size);
        assertThat(session.settings().get("max_peerlist_size").value()).isEqualTo(size);
        round++;
    }

    private byte[] next(List<byte[]> some) {
        return some.get(round % some.size());
    }

    private void added(AddTorrent.Builder request, Consumer<Torrent> check) {
        Torrent torrent = session.add(request.paused().build()).torrent();
        assertThat(torrent.status()).as("status").isPresent();
        check.accept(torrent);
        torrent.remove(false);
    }

    private static void hasFiles(Torrent torrent) {
        assertThat(torrent.files()).as("files").isNotEmpty();
    }
}
