package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Torrent;
import org.torrentxt.testing.AlertBuilder;
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
        session.subscribe(downloader);
        download = downloader.download(MAGNET).toCompletableFuture();
        torrent = session.find(1).orElseThrow();
    }

    @Test
    void aDownloadEndsWithTheTorrentOnceItIsFinished() {
        assertThat(download).isNotDone();

        session.raise(AlertBuilder.alert(torrent).finished());

        assertThat(download).isCompletedWithValue(torrent);
    }

    @Test
    void whatIsCompleteAlreadyIsNotWaitedFor() {
        session.put(
                StatusBuilder.from(torrent.status().orElseThrow()).complete().build());

        assertThat(downloader.download(MAGNET)).isCompleted();
    }

    @Test
    void whatFailedBeforeItWasWaitedForIsNotWaitedFor() {
        session.raise(AlertBuilder.alert(torrent).error("disk full"));
        session.put(StatusBuilder.from(torrent.status().orElseThrow())
                .error("disk full")
                .build());

        assertThat(downloader.download(MAGNET)).isCompletedExceptionally();
    }

    @Test
    void otherTorrentsAreNoneOfItsBusiness() {
        session.raise(AlertBuilder.alert(8).finished());

        assertThat(download).isNotDone();
    }

    @Test
    void askingTwiceIsOneDownload() {
        CompletionStage<Torrent> again = downloader.download(MAGNET);

        session.raise(AlertBuilder.alert(torrent).finished());

        assertThat(download).isCompletedWithValue(torrent);
        assertThat(again).isCompletedWithValue(torrent);
    }

    @Test
    void anErrorEndsTheDownloadAndSaysWhy() {
        session.raise(AlertBuilder.alert(torrent).error("disk full"));

        assertThat(download).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("disk full");
    }

    @Test
    void aTorrentThatIsRemovedEndsTheDownload() {
        session.raise(AlertBuilder.alert(torrent).removed());

        assertThat(download).isCompletedExceptionally();
    }

    @Test
    void deactivationEndsAllDownloads() {
        downloader.stop();

        assertThat(download).isCompletedExceptionally();
    }
}
