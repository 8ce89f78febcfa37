package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.service.event.Event;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtReleaseLink;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.create.ParallelTorrentCreator;

/** Releases on a DHT of real nodes, with torrents that are transferred. */
class ReleasesTest {
    private static final int MIB = 1024 * 1024;
    private static final InfoHash HASH = new InfoHash("ab".repeat(20));

    private static final InfoHash NEWER = new InfoHash("cd".repeat(20));

    @RegisterExtension
    static final Hosts HOSTS = new Hosts();

    private final Host alice = HOSTS.host("alice");
    private final Host bob = HOSTS.host("bob");
    private final DhtPublicKey publicKey =
            alice.store().identities().create("alice").publicKey();

    @Test
    void aReleaseIsFollowedAndANewerOneTakesItsPlaceAndReusesItsFiles() throws Exception {
        InfoHash first = release("v1", Map.of("same.bin", 4, "changed.bin", 1, "dropped.bin", 1));
        bob.store().releases().follow(follow(bob.folder().resolve("downloads")).replacing());
        Event announced = bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);
        assertThat(announced.getProperty(DhtStoreTopics.INFO_HASH)).isEqualTo(first.hex());
        awaitFinished(first);

        InfoHash second = release("v2", Map.of("same.bin", 4, "changed.bin", 2, "new.bin", 1));
        Event renewed = bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 2);
        awaitFinished(second);

        assertThat(renewed.getProperty(DhtStoreTopics.INFO_HASH)).isEqualTo(second.hex());
        assertThat(renewed.getProperty(DhtStoreTopics.PREVIOUS_INFO_HASH)).isEqualTo(first.hex());
        assertThat(renewed.getProperty(DhtStoreTopics.PUBLIC_KEY)).isEqualTo(publicKey.hex());
        assertThat(renewed.getProperty(DhtStoreTopics.KEY)).isEqualTo("app");
        Torrent torrent = bob.session().find(second).orElseThrow();
        assertThat(renewed.getProperty(DhtStoreTopics.TORRENT)).isEqualTo(torrent.id());
        assertThat(bob.session().torrents()).containsExactly(torrent);
        assertThat(torrent.status().orElseThrow().allTimeDownload())
                .as("bytes fetched of a release of 7 MiB, 4 of which were there")
                .isLessThan(4L * MIB);
        Path downloads = bob.folder().resolve("downloads/app");
        for (String file : new String[] {"same.bin", "changed.bin", "new.bin"}) {
            assertThat(downloads.resolve(file))
                    .hasSameBinaryContentAs(alice.folder().resolve("v2/app/" + file));
        }
        assertThat(downloads.resolve("dropped.bin")).exists();
    }

    private Torrent followedAndRunning() {
        publish(HASH);
        bob.store().releases().follow(follow(bob.folder()).replacing());
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);
        Torrent older = bob.session().find(HASH).orElseThrow();
        Wait.until("it runs", () -> !older.flags().contains(TorrentFlag.PAUSED));
        return older;
    }

    @Test
    void anOlderVersionGoesOnUntilTheNewerOneCanBeAdded() throws IOException {
        Torrent older = followedAndRunning();
        Set<TorrentFlag> flags = older.flags();
        Path noFolder = Files.createFile(bob.folder().resolve("file"));
        bob.store().releases().follow(follow(noFolder.resolve("downloads")).replacing());
        InfoHash newer = new InfoHash("cd".repeat(20));

        publish(newer);
        Event announced = bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 2);
        Wait.until("it says why", () -> followed().lastError().isPresent());

        assertThat(announced.getProperty(DhtStoreTopics.TORRENT)).isEqualTo(0);
        assertThat(bob.session().torrents()).containsExactly(older);
        bob.stopStore();
        Wait.until("it goes on as before", () -> older.flags().equals(flags));

        Files.delete(noFolder);
        bob.startStore();
        Wait.until("the newer one is there", () -> bob.session().find(newer).isPresent());
        Wait.until("the older one is gone", () -> bob.session().find(HASH).isEmpty());
        Wait.until("it is remembered", () -> !releaseFile().contains("older"));
    }

    @Test
    void withoutReplacingVersionsStaySideBySide() {
        publish(HASH);
        bob.store().releases().follow(follow(bob.folder()));
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);
        publish(new InfoHash("cd".repeat(20)));
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 2);

        assertThat(bob.session().torrents()).hasSize(2);
    }

    @Test
    void whatIsFollowedGoesOnAfterARestartWithoutBeingToldTwice() {
        publish(HASH);
        bob.store().releases().follow(follow(bob.folder()));
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);
        Wait.until("it is written", () -> followed().infoHash().isPresent());
        bob.stopStore();
        bob.session().find(HASH).orElseThrow().remove(false);

        bob.startStore();

        Wait.until("the torrent is back", () -> bob.session().find(HASH).isPresent());
        assertThat(followed().request().savePath()).contains(bob.folder());
        publish(NEWER);
        assertThat(bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 2).getProperty(DhtStoreTopics.INFO_HASH))
                .as("what is told next")
                .isEqualTo(NEWER.hex());
    }

    @Test
    void aFileWithAPathThatThisHostDoesNotTakeDoesNotStopTheStore() throws IOException {
        publish(HASH);
        bob.store().releases().follow(follow(bob.folder()));
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);
        Wait.until("it is written", () -> followed().infoHash().isPresent());
        bob.stopStore();
        Path file = releasePath();
        Files.writeString(file, Files.readString(file).replaceFirst("save-path: .*", "save-path: 2f0061"));

        bob.startStore();

        assertThat(bob.store().releases().followed()).isEmpty();
        assertThat(file.resolveSibling(file.getFileName() + ".damaged-1")).exists();
        bob.events().await(DhtStoreTopics.STATE_DAMAGED, 1);
    }

    @Test
    void whatIsNoLongerFollowedIsLeftAlone() {
        publish(HASH);
        bob.store().releases().follow(follow(bob.folder()));
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);

        assertThat(bob.store().releases().cancel(DhtReleaseLink.of(publicKey, "app")))
                .isTrue();

        assertThat(bob.store().releases().cancel(DhtReleaseLink.of(publicKey, "app")))
                .isFalse();
        assertThat(bob.store().releases().followed()).isEmpty();
        assertThat(bob.session().find(HASH)).isPresent();
        assertThat(bob.state("releases")).isEmptyDirectory();
        publish(NEWER);
        awaitRoundsOfAnother();
        assertThat(bob.session().find(NEWER)).isEmpty();
        assertThat(bob.events().of(DhtStoreTopics.RELEASE_PUBLISHED))
                .filteredOn(event -> event.getProperty(DhtStoreTopics.KEY).equals("app"))
                .hasSize(1);
    }

    @Test
    void aCopyOfAFileDoesNotBringBackWhatWasCancelled() throws IOException {
        bob.store().releases().follow(follow(bob.folder()));
        Files.copy(releasePath(), bob.state("releases").resolve("copy.release"));
        bob.store().releases().cancel(DhtReleaseLink.of(publicKey, "app"));
        bob.stopStore();

        bob.startStore();

        assertThat(bob.store().releases().followed()).isEmpty();
        bob.events().await(DhtStoreTopics.STATE_DAMAGED, 1);
    }

    @Test
    void whatIsCancelledWhileANewerVersionIsAddedIsNotToldAndTheOlderOneGoesOn() {
        Torrent older = followedAndRunning();
        Set<TorrentFlag> flags = older.flags();
        bob.hold();
        publish(NEWER);
        Wait.until("it is added", () -> bob.session().find(NEWER).isPresent());

        bob.store().releases().cancel(DhtReleaseLink.of(publicKey, "app"));
        bob.release();

        Wait.until("the older one goes on as before", () -> older.flags().equals(flags));
        awaitAnotherEvent();
        assertThat(bob.events().of(DhtStoreTopics.RELEASE_PUBLISHED)).hasSize(1);
        assertThat(bob.session().torrents()).hasSize(2);
    }

    @Test
    void whatIsFollowedAnewWhileANewerVersionIsAddedIsToldOnce() {
        publish(HASH);
        bob.store().releases().follow(follow(bob.folder()).replacing());
        bob.events().await(DhtStoreTopics.RELEASE_PUBLISHED, 1);
        bob.hold();
        publish(NEWER);
        Wait.until("it is added", () -> bob.session().find(NEWER).isPresent());

        bob.store().releases().follow(follow(bob.folder()).replacing());
        bob.release();
        Wait.until(
                "it is seen", () -> followed().infoHash().filter(NEWER::equals).isPresent());

        awaitAnotherEvent();
        assertThat(bob.events().of(DhtStoreTopics.RELEASE_PUBLISHED)).hasSize(2);
        Wait.until("the older one is gone", () -> bob.session().find(HASH).isEmpty());
    }

    @Test
    void aValueThatIsNoReleaseIsNotFollowed() {
        bob.store().releases().follow(follow(bob.folder()));
        Wait.answer(alice.store().publications().publish("alice", "app", new byte[] {1}));

        Wait.until(
                "it says why",
                () -> followed()
                        .lastError()
                        .filter(error -> error.contains("is not a release"))
                        .isPresent());
        assertThat(bob.session().torrents()).isEmpty();
    }

    @Test
    void theValueIsTheDictionaryOfBep46() {
        byte[] value = publish(HASH);

        assertThat(value)
                .startsWith("d2:ih20:".getBytes())
                .endsWith("e".getBytes())
                .hasSize(29);
        assertThat(alice.store().publications().list()).hasSize(1);
    }

    @Test
    void aLinkIsReadAndWritten() {
        DhtReleaseLink link = DhtReleaseLink.of(publicKey, "app");

        assertThat(link.magnetUri()).isEqualTo("magnet:?xs=urn:btpk:" + publicKey + "&s=617070");
        assertThat(DhtReleaseLink.parse(link.magnetUri() + "&dn=x")).isEqualTo(link);
        assertThat(DhtReleaseLink.of(publicKey, "").magnetUri()).isEqualTo("magnet:?xs=urn:btpk:" + publicKey);
        for (String wrong : new String[] {"", "magnet:?xt=urn:btih:" + HASH, "magnet:?xs=urn:btpk:12", link + "0"}) {
            assertThatExceptionOfType(TorrentException.class).isThrownBy(() -> DhtReleaseLink.parse(wrong));
        }
    }

    @Test
    void aV2InfoHashIsRefused() {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> alice.store().releases().publish("alice", "app", new InfoHash("ab".repeat(32))))
                .withMessageContaining("expected 40 hexadecimal digits");
    }

    /** As many rounds of another release as take longer than one of any. */
    private void awaitRoundsOfAnother() {
        bob.store()
                .releases()
                .follow(FollowRelease.magnet(
                                DhtReleaseLink.of(publicKey, "another").magnetUri())
                        .savePath(bob.folder()));
        for (int version = 1; version <= 3; version++) {
            InfoHash hash = new InfoHash("0".repeat(39) + version);
            Wait.answer(alice.store().releases().publish("alice", "another", hash));
            Wait.until(
                    "it is told",
                    () -> bob.events().of(DhtStoreTopics.RELEASE_PUBLISHED).stream()
                            .anyMatch(event ->
                                    event.getProperty(DhtStoreTopics.INFO_HASH).equals(hash.hex())));
        }
    }

    /** What the store's thread had to do before this, and would have told, is done after it. */
    private void awaitAnotherEvent() {
        bob.store().watches().watch(publicKey, "app");
        bob.events().await(DhtStoreTopics.VALUE_CHANGED, 1);
    }

    /**
     * Publishes a folder {@code app} with files of that many MiB, whose content depends on name and size, and seeds it.
     */
    private InfoHash release(String version, Map<String, Integer> files) throws IOException {
        Path content = Files.createDirectories(alice.folder().resolve(version).resolve("app"));
        for (var file : files.entrySet()) {
            byte[] bytes = new byte[file.getValue() * MIB];
            new Random(file.getKey().hashCode() + file.getValue()).nextBytes(bytes);
            Files.write(content.resolve(file.getKey()), bytes);
        }
        CreatedTorrent created = new ParallelTorrentCreator("test", 1)
                .create(CreateTorrent.of(content).format(TorrentFormat.HYBRID).build())
                .join();
        alice.session()
                .add(AddTorrent.torrentBytes(created.content())
                        .savePath(content.getParent())
                        .started()
                        .seed()
                        .build());
        InfoHash hash = created.infoHashes().v1().orElseThrow();
        publish(hash);
        return hash;
    }

    private byte[] publish(InfoHash hash) {
        return Wait.answer(alice.store().releases().publish("alice", "app", hash))
                .item()
                .value();
    }

    private FollowRelease follow(Path savePath) {
        String link = DhtReleaseLink.of(publicKey, "app").magnetUri();
        return FollowRelease.magnet(link + "&x.pe=127.0.0.1:" + alice.session().listenPort())
                .savePath(savePath);
    }

    private DhtFollowedRelease followed() {
        return bob.store().releases().followed().get(0);
    }

    private Path releasePath() throws IOException {
        try (Stream<Path> files = Files.list(bob.state("releases"))) {
            return files.filter(file -> file.toString().endsWith(".release"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String releaseFile() {
        try {
            return Files.readString(releasePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitFinished(InfoHash hash) {
        Wait.until(
                "finished " + hash,
                () -> bob.session()
                        .find(hash)
                        .flatMap(Torrent::status)
                        .filter(TorrentStatus::isFinished)
                        .isPresent());
    }
}
