package org.torrentxt.web.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.web.Wait;
import org.torrentxt.web.WebServer;

/**
 * What people play films with, on one that is still being downloaded: curl, ffprobe, ffplay and mpv, as Debian has
 * them. The film is made with ffmpeg; its index is at its end, so that players have to seek.
 */
@Tag("judge")
@Timeout(180)
class PlayersTest {
    private static final int SECONDS = 30;
    private static final String LOGIN = "Authorization: " + WebServer.basic("viewer");

    @TempDir
    Path folder;

    private Path film;

    private record Result(int status, String output) {}

    private Result run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(folder.toFile());
        builder.environment().put("SDL_AUDIODRIVER", "dummy");
        builder.environment().put("SDL_VIDEODRIVER", "dummy");
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended) {
            fail("not in time: " + List.of(command) + "\n" + text);
        }
        return new Result(process.exitValue(), text);
    }

    @BeforeEach
    void make() throws IOException, InterruptedException {
        film = folder.resolve("film.mp4");
        Result made = run(
                "ffmpeg",
                "-v",
                "error",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=25:duration=" + SECONDS,
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:duration=" + SECONDS,
                "-c:v",
                "mpeg4",
                "-b:v",
                "1M",
                "-c:a",
                "aac",
                film.toString());
        assertThat(made.status()).as(made.output()).isZero();
        assertThat(Files.size(film)).isGreaterThan(2_000_000);
    }

    @Test
    void ffprobeReadsTheIndexAtTheEndBeforeTheFilmIsThere() throws Exception {
        try (Downloading files = Downloading.start(film, 100_000)) {
            Result probed = run(
                    "ffprobe",
                    "-v",
                    "error",
                    "-headers",
                    LOGIN + "\r\n",
                    "-show_entries",
                    "format=duration:stream=codec_name",
                    "-of",
                    "default=noprint_wrappers=1",
                    files.uri(0).toString());
            assertThat(probed.status()).as(probed.output()).isZero();
            assertThat(probed.output()).contains("codec_name=mpeg4", "codec_name=aac", "duration=" + SECONDS);
            assertThat(files.isFinished()).isFalse();
        }
    }

    @Test
    void mpvPlaysTheLastSecondsBeforeTheMiddleIsThere() throws Exception {
        try (Downloading files = Downloading.start(film, 100_000)) {
            Result played = run(
                    "mpv",
                    "--no-config",
                    "--vo=null",
                    "--ao=null",
                    "--untimed",
                    "--cache=no",
                    "--http-header-fields=" + LOGIN,
                    "--start=" + (SECONDS - 3),
                    "--frames=20",
                    files.uri(0).toString());
            assertThat(played.status()).as(played.output()).isZero();
            assertThat(played.output()).contains("AV: 00:00:2");
            assertThat(files.isFinished()).isFalse();
        }
    }

    @Test
    void mpvPlaysThePlaylistOfATorrent() throws Exception {
        Path album = Files.createDirectories(folder.resolve("Grüße & #1"));
        Files.move(film, album.resolve("Folge 1 & 2?.mp4"));
        Files.writeString(album.resolve("read me.txt"), "hello");
        try (Downloading files = Downloading.start(album, 5_000_000)) {
            Result played = run(
                    "mpv",
                    "--no-config",
                    "--vo=null",
                    "--ao=null",
                    "--untimed",
                    "--frames=20",
                    "--http-header-fields=" + LOGIN,
                    files.playlist().toString());
            assertThat(played.status()).as(played.output()).isZero();
            assertThat(played.output()).contains("Playing: http", "Folge%201%20%26%202%3F.mp4");
        }
    }

    @Test
    void ffplayPlaysFromTheMiddle() throws Exception {
        try (Downloading files = Downloading.start(film, 1_000_000)) {
            Result played = run(
                    "ffplay",
                    "-v",
                    "error",
                    "-nodisp",
                    "-autoexit",
                    "-ss",
                    String.valueOf(SECONDS - 2),
                    "-headers",
                    LOGIN + "\r\n",
                    files.uri(0).toString());
            assertThat(played.status()).as(played.output()).isZero();
            assertThat(played.output()).isBlank();
        }
    }

    private List<String> curl(Downloading files, String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-u", "viewer:viewer"));
        command.addAll(List.of(options));
        command.add(files.uri(0).toString());
        return command;
    }

    @Test
    void curlGoesOnWhereItWasInterrupted() throws Exception {
        try (Downloading files = Downloading.start(film, 100_000)) {
            Path copy = folder.resolve("copy.mp4");
            Process interrupted = new ProcessBuilder(curl(files, "-o", copy.toString())).start();
            try {
                Wait.until("some of it is there", () -> copy.toFile().length() > 0);
            } finally {
                interrupted.destroyForcibly().waitFor();
            }
            assertThat(Files.size(copy)).isPositive().isLessThan(Files.size(film));
            Result rest = run(curl(files, "-C", "-", "-o", copy.toString()).toArray(String[]::new));
            assertThat(rest.status()).as(rest.output()).isZero();
            assertThat(copy).hasSameBinaryContentAs(film);

            Result head = run(curl(files, "-I").toArray(String[]::new));
            assertThat(head.output())
                    .contains("200 OK", "Accept-Ranges: bytes", "Content-Type: video/mp4", "filename=\"film.mp4\"");
            Result parts = run(curl(files, "-r", "0-3,10-13", "-i").toArray(String[]::new));
            assertThat(parts.output()).contains("206 Partial", "multipart/byteranges", "Content-Range: bytes 10-13/");
            Result beyond = run(curl(files, "-r", "999999999-", "-i").toArray(String[]::new));
            assertThat(beyond.output()).contains("416 ", "Content-Range: bytes */");
        }
    }

    @Test
    void curlSaysThatATorrentWasRemoved() throws Exception {
        try (Downloading files = Downloading.start(film, 100_000)) {
            Process curl = new ProcessBuilder(curl(files, "-o", "/dev/null")).start();
            try {
                Wait.until(
                        "it is sent",
                        () -> !files.opened.isEmpty() && files.torrent.pieces().cardinality() > 1);
                files.torrent.remove(false);
                assertThat(curl.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(curl.exitValue())
                        .as("transfer closed with bytes remaining, or reset")
                        .isIn(18, 56);
            } finally {
                curl.destroyForcibly();
            }
        }
    }
}
