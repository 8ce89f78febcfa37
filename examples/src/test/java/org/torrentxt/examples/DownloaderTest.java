package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.TorrentError;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.alert.TorrentRemoved;

class DownloaderTest {
    private static final InfoHash HASH = new InfoHash("ab".repeat(20));
    private static final String MAGNET = "magnet:?xt=urn:btih:" + HASH;

    private final Torrent torrent = fake(Torrent.class, Map.of("id", 7, "status", Optional.empty()));
    private final Downloader downloader = new Downloader(fake(TorrentSession.class, Map.of("add", torrent)));
    private final CompletableFuture<Torrent> download =
            downloader.download(MAGNET).toCompletableFuture();

    @Test
    void aDownloadEndsWithTheTorrentOnceItIsFinished() {
        assertThat(download).isNotDone();

        downloader.onAlert(new TorrentFinished(origin(7)));

        assertThat(download).isCompletedWithValue(torrent);
    }

    @Test
    void otherTorrentsAreNoneOfItsBusiness() {
        downloader.onAlert(new TorrentFinished(origin(8)));

        assertThat(download).isNotDone();
    }

    @Test
    void askingTwiceIsOneDownload() {
        CompletionStage<Torrent> again = downloader.download(MAGNET);

        downloader.onAlert(new TorrentFinished(origin(7)));

        assertThat(download).isCompletedWithValue(torrent);
        assertThat(again).isCompletedWithValue(torrent);
    }

    @Test
    void anErrorEndsTheDownloadAndSaysWhy() {
        downloader.onAlert(new TorrentError(origin(7), new Failure(28, "No space left", "disk full")));

        assertThat(download).failsWithin(Duration.ZERO).withThrowableThat().withMessageContaining("disk full");
    }

    @Test
    void aTorrentThatIsRemovedEndsTheDownload() {
        downloader.onAlert(new TorrentRemoved(origin(7)));

        assertThat(download).isCompletedExceptionally();
    }

    @Test
    void deactivationEndsAllDownloads() {
        downloader.stop();

        assertThat(download).isCompletedExceptionally();
    }

    private static AlertOrigin origin(int torrent) {
        return new AlertOrigin("default", torrent, InfoHashes.of(HASH), Instant.EPOCH);
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> Objects.requireNonNull(answers.get(method.getName()), method.getName());
                }));
    }
}
