package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Torrent;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class DownloaderTest {
    private static final String MAGNET = "magnet:?xt=urn:btih:" + "ab".repeat(20);

    private final FakeSession session = new FakeSession("default");
    private final Downloader downloader = new Downloader(session);
    private CompletableFuture<Torrent> download;
    private Torrent torrent;

    @BeforeEach
    void startDownload() {
        download = downloader.download(MAGNET).toCompletableFuture();
        torrent = session.find(1).orElseThrow();
    }

    private StatusBuilder status() {
        return StatusBuilder.from(torrent.status().orElseThrow());
    }

    @Test
    void aDownloadEndsWithTheTorrentOnceItIsFinished() {
        assertThat(download).isNotDone();

        session.put(status().complete().build());

        assertThat(download).isCompletedWithValue(torrent);
    }

    @Test
    void whatIsCompleteAlreadyIsNotWaitedFor() {
        session.put(status().complete().build());

        assertThat(downloader.download(MAGNET)).isCompletedWithValue(torrent);
    }

    @Test
    void whatFailedBeforeItWasWaitedForIsNotWaitedFor() {
        session.put(status().error("disk full").build());

        assertThat(downloader.download(MAGNET)).isCompletedExceptionally();
    }

    @Test
    void otherTorrentsAreNoneOfItsBusiness() {
        session.put(StatusBuilder.status(8).complete().build());

        assertThat(download).isNotDone();
    }

    @Test
    void askingTwiceIsOneDownload() {
        CompletionStage<Torrent> again = downloader.download(MAGNET);

        session.put(status().complete().build());

        assertThat(session.torrents()).hasSize(1);
        assertThat(download).isCompletedWithValue(torrent);
        assertThat(again).isCompletedWithValue(torrent);
    }

    @Test
    void anErrorEndsTheDownloadAndSaysWhy() {
        session.put(status().error("disk full").build());

        assertThat(download).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("disk full");
    }

    @Test
    void aTorrentThatIsRemovedEndsTheDownload() {
        torrent.remove(false);

        assertThat(download).isCompletedExceptionally();
    }
}
