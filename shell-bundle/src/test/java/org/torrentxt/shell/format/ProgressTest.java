package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.testing.StatusBuilder;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void aDownloadTellsRateAndTimeLeft() {
        assertThat(Progress.of(StatusBuilder.status(3).name("ubuntu.iso").build())
                        .sentence())
                .isEqualTo("3 ubuntu.iso: downloading 50.0 %, 10.0 MiB/s, ETA 5s");
    }

    @Test
    void aSeedTellsWhatItGives() {
        assertThat(Progress.of(StatusBuilder.status(3).complete().build()).sentence())
                .isEqualTo("3 torrent-3: seeding 100.0 %, 1.0 MiB/s up");
    }

    @Test
    void errorAndPauseComeBeforeWhatItWouldDo() {
        assertThat(Progress.of(StatusBuilder.status(3).paused().build()).phase())
                .isEqualTo("paused");
        assertThat(Progress.of(StatusBuilder.status(3)
                                .paused()
                                .error("disk full")
                                .build())
                        .phase())
                .isEqualTo("error");
    }

    @Test
    void bytesTellTheirMeanRateAndTimeLeft() {
        assertThat(Progress.ofBytes("album", "hashing", 10 << 20, 40 << 20, Duration.ofSeconds(2))
                        .sentence())
                .isEqualTo("album: hashing 25.0 %, 5.0 MiB/s, ETA 6s");
        assertThat(Progress.ofBytes("album", "hashing", 0, 0, Duration.ZERO).sentence())
                .isEqualTo("album: hashing 0.0 %, -");
    }

    @Test
    void aBarIsAsLongAsWhatIsDone() {
        assertThat(new ProgressBar(new Screen(80, false)).draw(new Progress("x", "downloading", 0.5, "1 B/s")))
                .isEqualTo("x" + " ".repeat(19) + " [#####-----]  50.0 %  downloading, 1 B/s");
        assertThat(new ProgressBar(new Screen(80, true)).draw(new Progress("x", "checking", 1, "")))
                .contains("[" + "█".repeat(10) + "]");
    }

    @Test
    void aBarNeverWrapsTheLine() {
        Progress progress = new Progress("n".repeat(300), "fetching metadata", 0.1, "d".repeat(300));
        for (int width : new int[] {1, 10, 40, 80, 200}) {
            assertThat(new ProgressBar(new Screen(width, false)).draw(progress).length())
                    .isLessThanOrEqualTo(Math.max(1, width - 1));
        }
    }

    @Test
    void plainLinesComeWithEveryTenthAndEveryPhase() {
        PlainView view = new PlainView(out, out::flush);
        for (int percent = 0; percent <= 100; percent++) {
            view.show(List.of(new Progress("x", "downloading", percent / 100.0, "")));
        }
        view.show(List.of(new Progress("x", "seeding", 1, "")));

        assertThat(lines()).hasSize(12).first().isEqualTo("x: downloading 0.0 %");
        assertThat(lines()).last().isEqualTo("x: seeding 100.0 %");
    }

    @Test
    void aNoteIsALineWhenItComesAndWhenItGoes() {
        PlainView view = new PlainView(out, out::flush);
        for (String note : List.of("", "no peers: x", "no peers: x", "")) {
            view.show(List.of(new Progress("x", "downloading", 0, "", note)));
        }

        assertThat(lines())
                .containsExactly("x: downloading 0.0 %", "x: downloading 0.0 %; no peers: x", "x: downloading 0.0 %");
    }

    @Test
    void plainLinesAreOfEachThing() {
        PlainView view = new PlainView(out, out::flush);
        view.show(List.of(
                Progress.of(StatusBuilder.status(1).build()),
                Progress.of(StatusBuilder.status(2).state(TorrentState.CHECKING).build())));

        assertThat(lines()).hasSize(2);
    }

    private List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
