package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.service.event.Event;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.api.dht.store.DhtWatch;

/** Watches on a DHT of real nodes. */
class WatchesTest {
    @RegisterExtension
    static final Hosts HOSTS = new Hosts();

    private final Host alice = HOSTS.host("alice");
    private final Host bob = HOSTS.host("bob");
    private final DhtPublicKey publicKey =
            alice.store().identities().create("alice").publicKey();

    @Test
    void aChangeIsSeenOnAnotherHost() {
        bob.store().watches().watch(publicKey, "motd");
        MutableItem first = publish("one");
        Event seen = bob.events().await(DhtStoreTopics.VALUE_CHANGED, 1);
        MutableItem second = publish("two");
        Event changed = bob.events().await(DhtStoreTopics.VALUE_CHANGED, 2);

        assertThat(seen.getProperty(DhtStoreTopics.PREVIOUS_SEQ)).isEqualTo(DhtPublications.NO_VERSION);
        assertThat(seen.getProperty(DhtStoreTopics.VALUE)).isEqualTo(first.value());
        assertThat(changed.getProperty(DhtStoreTopics.SESSION))
                .isEqualTo(bob.folder().getFileName().toString());
        assertThat(changed.getProperty(DhtStoreTopics.PUBLIC_KEY)).isEqualTo(publicKey.hex());
        assertThat(changed.getProperty(DhtStoreTopics.KEY)).isEqualTo("motd");
        assertThat(changed.getProperty(DhtStoreTopics.SALT)).isEqualTo(bytes("motd"));
        assertThat(changed.getProperty(DhtStoreTopics.VALUE)).isEqualTo(bytes("two"));
        assertThat(changed.getProperty(DhtStoreTopics.SEQ)).isEqualTo(second.seq());
        assertThat(changed.getProperty(DhtStoreTopics.PREVIOUS_SEQ)).isEqualTo(first.seq());
        assertThat(changed.getProperty(DhtStoreTopics.SIGNATURE)).isEqualTo(second.signature());
        assertThat((Long) changed.getProperty(DhtStoreTopics.TIMESTAMP)).isPositive();
    }

    @Test
    void aPropertyOfAnEventNeedsNoClassOfOurs() {
        bob.store().watches().watch(publicKey, "motd");
        publish("one");
        Event seen = bob.events().await(DhtStoreTopics.VALUE_CHANGED, 1);

        assertThat(Arrays.stream(seen.getPropertyNames()).map(seen::getProperty))
                .allMatch(value -> value.getClass().getName().matches("java\\.lang\\..*|\\[B"));
    }

    @Test
    void whatIsKnownIsNoChange() {
        MutableItem known = publish("one");
        bob.store().watches().watch(publicKey, "motd", known.seq());
        Wait.until("it has looked", () -> watch().lastLooked().isPresent());
        publish("two");

        Event changed = bob.events().await(DhtStoreTopics.VALUE_CHANGED, 1);

        assertThat(changed.getProperty(DhtStoreTopics.VALUE)).isEqualTo(bytes("two"));
        assertThat(bob.events().of(DhtStoreTopics.VALUE_CHANGED)).hasSize(1);
    }

    @Test
    void aChangeWhileTheStoreWasDownIsToldOnce() {
        bob.store().watches().watch(publicKey, "motd");
        publish("one");
        bob.events().await(DhtStoreTopics.VALUE_CHANGED, 1);
        Wait.until("it is written", () -> watchFile().contains("seq: 0\n"));
        bob.stopStore();
        publish("two");
        MutableItem last = publish("three");

        bob.startStore();
        Event changed = bob.events().await(DhtStoreTopics.VALUE_CHANGED, 2);
        Wait.until(
                "it has looked again",
                () -> watch().lastLooked()
                        .filter(time ->
                                time.toEpochMilli() > (Long) changed.getProperty(DhtStoreTopics.TIMESTAMP) + 200)
                        .isPresent());

        assertThat(changed.getProperty(DhtStoreTopics.SEQ)).isEqualTo(last.seq());
        assertThat(bob.events().of(DhtStoreTopics.VALUE_CHANGED)).hasSize(2);
    }

    @Test
    void aWatchWithoutASessionSaysWhyAndGoesOn() {
        Host late = HOSTS.offlineHost("late");
        late.store().watches().watch(publicKey, "motd");
        Wait.until(
                "it says why",
                () -> late.store().watches().list().get(0).lastError().isPresent());
        publish("one");

        late.connect(HOSTS.dht());

        late.events().await(DhtStoreTopics.VALUE_CHANGED, 1);
    }

    @Test
    void aWatchIsListedOnceAndCancelled() {
        bob.store().watches().watch(publicKey, "motd");
        bob.store().watches().watch(publicKey, "motd");
        assertThat(bob.store().watches().list()).hasSize(1);

        assertThat(bob.store().watches().cancel(publicKey, "motd")).isTrue();

        assertThat(bob.store().watches().cancel(publicKey, "motd")).isFalse();
        assertThat(bob.store().watches().list()).isEmpty();
        assertThat(bob.state("watches")).isEmptyDirectory();
        publish("after it was cancelled");
        awaitRoundsOfAnother();
        assertThat(bob.events().of(DhtStoreTopics.VALUE_CHANGED))
                .extracting(event -> event.getProperty(DhtStoreTopics.KEY))
                .containsOnly("another");
    }

    /** As many rounds of another watch as take longer than one of any. */
    private void awaitRoundsOfAnother() {
        bob.store().watches().watch(publicKey, "another");
        for (int version = 1; version <= 3; version++) {
            MutableItem item = Wait.answer(
                            alice.store().publications().publish("alice", "another", bytes("" + version)))
                    .item();
            Wait.until(
                    "it is told",
                    () -> bob.events().of(DhtStoreTopics.VALUE_CHANGED).stream()
                            .filter(event ->
                                    event.getProperty(DhtStoreTopics.KEY).equals("another"))
                            .anyMatch(event ->
                                    event.getProperty(DhtStoreTopics.SEQ).equals(item.seq())));
        }
    }

    @Test
    void aCopyOfAFileDoesNotBringBackWhatWasCancelled() throws IOException {
        bob.store().watches().watch(publicKey, "motd");
        Files.writeString(bob.state("watches").resolve("copy.watch"), watchFile());
        bob.store().watches().cancel(publicKey, "motd");
        bob.stopStore();

        bob.startStore();

        assertThat(bob.store().watches().list()).isEmpty();
        bob.events().await(DhtStoreTopics.STATE_DAMAGED, 1);
    }

    @Test
    void aKeyTooLongIsRefused() {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> bob.store().watches().watch(publicKey, "x".repeat(65)))
                .withMessage("invalid length of key: 65 bytes of UTF-8; expected 0 to 64");
    }

    private DhtWatch watch() {
        return bob.store().watches().list().get(0);
    }

    private String watchFile() {
        try (var files = Files.list(bob.state("watches"))) {
            return Files.readString(files.filter(file -> file.toString().endsWith(".watch"))
                    .findFirst()
                    .orElseThrow());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MutableItem publish(String value) {
        return Wait.answer(alice.store().publications().publish("alice", "motd", bytes(value)))
                .item();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
