package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.alert.TorrentAdded;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.impl.fixture.Content;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;
import org.torrentxt.impl.network.SiteLimit;

/** What a session sends to peers of other sites; sites are networks of loopback addresses. */
class SiteLimitTest {
    private static final String SITE = "127.0.1.0/24";
    private static final String HERE = "127.0.1.1";
    private static final String NEAR = "127.0.1.2";
    private static final String FAR = "127.0.2.1";
    private static final int SIZE = 3_000_000;
    private static final int SLOW = 20_000; // bytes per second: it would take minutes
    private static final int FAST = 100_000_000;

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private EngineOptions options(String name, String address) {
        return LocalSession.options(
                name,
                folder.resolve(name),
                Map.of("listen_interfaces", address + ":0", "outgoing_interfaces", address, "enable_dht", false));
    }

    private static EngineOptions limited(EngineOptions plain, Optional<EngineOptions.State> state, int rate) {
        return new EngineOptions(
                        plain.name(),
                        plain.network(),
                        false,
                        plain.savePath(),
                        plain.settings(),
                        List.of(),
                        state,
                        plain.named())
                .limitedBy(new SiteLimit(List.of(IpFilter.Rule.parse(SITE, false)), rate));
    }

    private EngineOptions limited(int rate) {
        return limited(options("here", HERE), Optional.empty(), rate);
    }

    private LocalSession start(EngineOptions options) {
        return sessions.use(LocalSession.start(options));
    }

    private LocalSession leecher(String name, String address) {
        return start(options(name, address));
    }

    // Nobody is to find others through it.
    private Torrent fetch(LocalSession leecher, Seed seed) {
        return leecher.session()
                .add(seed.download()
                        .set(TorrentFlag.DISABLE_PEX)
                        .savePath(place(leecher, seed))
                        .build())
                .torrent();
    }

    private Path place(LocalSession leecher, Seed seed) {
        return folder.resolve(leecher.session().name())
                .resolve(seed.content().getParent().getFileName());
    }

    private static long done(Torrent torrent) {
        return torrent.status().orElseThrow().totalDone();
    }

    @Test
    void peersOfOtherSitesShareTheLimitThatThoseOfTheSiteDoNotHave() {
        Seed first =
                sessions.seedWith(start(limited(SLOW)), Content.write(folder.resolve("1"), SIZE), TorrentFormat.V1);
        Seed second =
                sessions.seedWith(first.session(), Content.write(folder.resolve("2"), SIZE + 1), TorrentFormat.V1);
        LocalSession far = leecher("far", FAR);
        Torrent distant = fetch(far, first);
        Wait.until("something has come", () -> done(distant) > 0);

        LocalSession near = leecher("near", NEAR);
        fetch(near, first);
        fetch(near, second);
        near.alerts().awaitCount(TorrentFinished.class, 2);
        assertThat(done(distant)).as("meanwhile").isLessThan(SIZE / 2);

        first.session().session().reconfigure(limited(FAST));
        far.alerts().await(TorrentFinished.class);
        first.assertCopiedTo(place(far, first));
    }

    // Requests are, and headers of what is acknowledged.
    @Test
    void whatComesFromOtherSitesIsNotLimited() {
        LocalSession here = start(limited(50_000));
        Seed seed = sessions.seedWith(leecher("far", FAR), Content.write(folder.resolve("1"), SIZE), TorrentFormat.V1);
        fetch(here, seed);
        here.alerts().await(TorrentFinished.class);
    }

    @Test
    void aTorrentThatIsLimitedItselfHasAnotherLimitAlsoAfterARestart() {
        EngineOptions.State state =
                new EngineOptions.State(folder.resolve("state"), Duration.ofHours(1), Duration.ofSeconds(10));
        EngineOptions plain = limited(options("here", HERE), Optional.of(state), FAST);
        Path slow = Content.write(folder.resolve("1"), SIZE);
        LocalSession before = LocalSession.start(plain);
        try {
            Seed limited = sessions.seedWith(before, slow, TorrentFormat.V1);
            limited.seeding().setUploadLimit(SLOW);
        } finally {
            before.close();
        }

        LocalSession after = start(plain);
        Wait.answer(after.session().whenLoaded());
        Torrent restored = after.session().torrents().get(0);
        assertThat(restored.uploadLimit()).isEqualTo(SLOW);
        Wait.until("it seeds", () -> restored.status().orElseThrow().isSeeding());
        Seed other = sessions.seedWith(after, Content.write(folder.resolve("2"), SIZE + 1), TorrentFormat.V1);
        LocalSession far = leecher("far", FAR);
        Torrent slowed = fetch(far, Seed.of(after, slow, TorrentFormat.V1));
        Wait.until("something has come", () -> done(slowed) > 0);
        fetch(far, other);
        far.alerts().await(TorrentFinished.class);
        assertThat(done(slowed)).as("meanwhile").isLessThan(SIZE / 2);
    }

    @Test
    void theTorrentThatLendsTheClassIsNotSeen() {
        LocalSession here = start(limited(SLOW));
        assertThat(here.session().torrents()).isEmpty();
        Torrent torrent = here.session()
                .add(AddTorrent.infoHash(new InfoHash("ab".repeat(20))).paused().build())
                .torrent();
        here.alerts().await(TorrentAdded.class);
        assertThat(torrent.queuePosition()).as("the first in the queue").isZero();
        here.session().pause();
        here.session().resume();
        assertThat(here.session().torrents()).containsExactly(torrent);
        assertThat(here.session().statuses()).hasSize(1);
        assertThat(here.alerts().all().stream().map(alert -> alert.torrent()).filter(id -> id != torrent.id()))
                .as("alerts of other torrents than none and this one")
                .allMatch(id -> id == 0);
        assertThat(folder.resolve("here").resolve("site")).doesNotExist();
    }
}
