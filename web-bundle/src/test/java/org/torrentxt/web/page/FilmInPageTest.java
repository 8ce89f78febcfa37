package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.web.Browser;
import org.torrentxt.web.WebServer;
import org.torrentxt.web.rpc.RealSession;

/** Debian's Chromium plays a film in the page while it is being downloaded, and seeks in it. */
@Tag("judge")
@Timeout(300)
class FilmInPageTest {
    // Two minutes for all of it, of which this needs a few seconds.
    private static final int SECONDS = 240;
    private static final int RATE = 45_000;
    private static final int PIECE = 1 << 14;
    private static final String VIDEO = "const video = document.querySelector('#player-media video'); ";

    @TempDir
    Path folder;

    // The index of both is at the end, so that the browser has to seek before it plays.
    private Path film(String name, String video, String sound) throws IOException, InterruptedException {
        Path film = Files.createDirectories(folder.resolve("seed")).resolve(name);
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=size=160x120:rate=5:duration=" + SECONDS,
                        "-f",
                        "lavfi",
                        "-i",
                        "sine=frequency=440:duration=" + SECONDS,
                        "-c:v",
                        video,
                        "-pix_fmt",
                        "yuv420p",
                        "-g",
                        "10",
                        "-b:v",
                        "200k",
                        "-minrate",
                        "200k",
                        "-maxrate",
                        "200k",
                        "-bufsize",
                        "200k",
                        "-deadline",
                        "realtime",
                        "-cpu-used",
                        "8",
                        "-c:a",
                        sound,
                        "-b:a",
                        "48k",
                        film.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("ffmpeg.txt").toFile())
                .start();
        try {
            assertThat(ffmpeg.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            ffmpeg.destroyForcibly();
        }
        assertThat(ffmpeg.exitValue())
                .as(Files.readString(folder.resolve("ffmpeg.txt")))
                .isZero();
        assertThat(Files.size(film)).isGreaterThan(5_000_000);
        return film;
    }

    @ParameterizedTest
    @CsvSource({"film.webm, libvpx, libopus", "film.mp4, libx264, aac"})
    void aFilmPlaysAndAfterASeekInItsMiddleBeforeItIsThere(String name, String video, String sound) throws Exception {
        Path film = film(name, video, sound);
        byte[] content = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(film).pieceLength(PIECE).build())
                .join()
                .content();
        try (EngineSession seeder = RealSession.start("seeder", film.getParent(), Map.of("upload_rate_limit", RATE));
                EngineSession session = RealSession.start("default", Files.createDirectory(folder.resolve("saved")));
                WebServer server = PageServer.start(session);
                Browser browser = new Browser(1280, 800)) {
            Torrent whole = seeder.add(AddTorrent.torrentBytes(content).build()).torrent();
            RealSession.until(
                    "it is checked", () -> whole.status().orElseThrow().isSeeding());
            Torrent torrent = session.add(AddTorrent.torrentBytes(content)
                            .peer(Endpoint.parse("127.0.0.1:" + seeder.listenPort()))
                            .sequential() // so that the middle is not there by chance
                            .build())
                    .torrent();
            browser.open(server, "viewer", "#/default/torrents/" + torrent.id() + "/files");
            browser.click("#files [aria-label='Play " + name + "']");
            browser.await("#player-dialog video");
            browser.until("it plays", page -> page.js(VIDEO + "return video.currentTime > 0.5"));
            assertThat(browser.<Long>js(VIDEO + "return Math.round(video.duration)"))
                    .isEqualTo((long) SECONDS);
            assertThat(browser.<Long>js(VIDEO + "return video.videoWidth")).isEqualTo(160);

            int middle = torrent.status().orElseThrow().numPieces() / 2;
            assertThat(torrent.pieces().get(middle))
                    .as("downloaded before it was asked for")
                    .isFalse();
            browser.js(VIDEO + "video.currentTime = " + SECONDS / 2);
            browser.until(
                    "it plays in the middle",
                    page -> page.js(VIDEO + "return !video.seeking && video.currentTime > " + SECONDS / 2 + " + 0.5"));
            browser.screenshot("film-" + name);
            BitSet pieces = torrent.pieces();
            assertThat(torrent.status().orElseThrow().isFinished()).isFalse();
            assertThat(pieces.get(0)).isTrue();
            assertThat(pieces.previousClearBit(middle))
                    .as("what lies before it is not there yet")
                    .isPositive();
            assertThat(pieces.get(middle - 20, middle + 20).cardinality()).isPositive();
            assertThat(browser.<Boolean>js(VIDEO + "return video.error === null && !video.ended"))
                    .isTrue();
            assertThat(browser.all("#player-note")).isEmpty();

            browser.click("#player-dialog [data-close]");
            browser.assertClean();
        }
    }
}
