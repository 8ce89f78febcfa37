package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.alert.TrackerError;
import org.torrentxt.api.alert.TrackerReply;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.fixture.net.LocalTracker;

/** User names and passwords in URLs are sent, and nobody gets to see them. */
class CredentialsTest {
    private static final String USER_INFO = "user:pass@";

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    @Test
    void areSentAndNotShown() {
        try (LocalTracker tracker = LocalTracker.start()) {
            String url = tracker.url().replace("http://", "http://" + USER_INFO);
            String shown = tracker.url().replace("http://", "http://***@");
            LocalSession local = sessions.start("credentials", folder);
            Torrent torrent = local.session()
                    .add(AddTorrent.torrentBytes(Content.torrentOf(Content.write(folder, 100_000), TorrentFormat.V1)
                                    .content())
                            .savePath(folder)
                            .tracker(url)
                            .webSeed("http://" + USER_INFO + "127.0.0.1:1/x/")
                            .started()
                            .build())
                    .torrent();
            TrackerReply reply = local.alerts().await(TrackerReply.class);
            assertThat(tracker.authorizations()).contains("Basic dXNlcjpwYXNz");
            assertThat(reply.tracker()).isEqualTo(shown);
            assertThat(torrent.trackers()).extracting(TrackerInfo::url).containsExactly(shown);
            assertThat(torrent.webSeeds()).containsExactly("http://***@127.0.0.1:1/x/");
            Wait.until(
                    "it works",
                    () -> torrent.status().orElseThrow().currentTracker().equals(shown));
            assertThat(torrent.magnetUri().orElseThrow())
                    .doesNotContain("user", "pass", "***")
                    .contains("tr=http%3A%2F%2F127.0.0.1");
            tracker.failWith("not for you");
            torrent.reannounce();
            TrackerError error = local.alerts().await(TrackerError.class);
            assertThat(Map.of("error", error.details()).toString())
                    .contains(shown)
                    .doesNotContain("user:");
            assertThat(new String(torrent.torrentFile().orElseThrow(), StandardCharsets.ISO_8859_1))
                    .contains(url); // else it could not be added again

            torrent.replaceTrackers(List.of(List.of("http://127.0.0.1:1/other"), List.of(shown)));
            assertThat(torrent.trackers())
                    .extracting(TrackerInfo::url)
                    .containsExactly("http://127.0.0.1:1/other", shown);
            assertThat(new String(torrent.torrentFile().orElseThrow(), StandardCharsets.ISO_8859_1))
                    .contains(url);
            assertThatThrownBy(() -> torrent.replaceTrackers(List.of(List.of("http://***@127.0.0.2:1/"))))
                    .hasMessageContaining("hidden");
            torrent.removeTracker("http://127.0.0.1:1/other");
            assertThatThrownBy(() -> torrent.addTracker(shown, 0)).hasMessageContaining("hidden");
            assertThatThrownBy(() -> torrent.addTracker("ftp://" + USER_INFO + "127.0.0.1/", 0))
                    .hasMessageContaining("ftp://***@127.0.0.1/");
            torrent.removeTracker(shown);
            torrent.removeWebSeed("http://***@127.0.0.1:1/x/");
            assertThat(torrent.trackers()).isEmpty();
            assertThat(torrent.webSeeds()).isEmpty();
        }
    }
}
