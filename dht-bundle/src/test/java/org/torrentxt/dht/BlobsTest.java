package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtStoreTopics;

/** Blobs on a DHT of real nodes. */
class BlobsTest {
    @RegisterExtension
    static final Hosts HOSTS = new Hosts();

    private final Host alice = HOSTS.host("alice");
    private final Host bob = HOSTS.host("bob");

    @ParameterizedTest
    @ValueSource(ints = {1, 996, 997, 65_536})
    void aBlobIsFoundOnAnotherHost(int length) {
        byte[] content = content(length);

        DhtTarget target = Wait.answer(alice.store().blobs().put(content));

        assertThat(Wait.answer(bob.store().blobs().get(target))).hasValue(content);
    }

    @Test
    void aBlobThatIsNotThereIsEmpty() {
        assertThat(Wait.answer(bob.store().blobs().get(new DhtTarget("ab".repeat(20)))))
                .isEmpty();
    }

    @Test
    void aValueThatIsNoBlobIsRefused() {
        DhtTarget target = Wait.answer(alice.session().dht().putImmutable(new byte[] {1, 2, 3}));

        assertThat(Wait.failure(bob.store().blobs().get(target))).hasMessageContaining("not a blob: " + target);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65_537})
    void aBlobOfAnotherLengthIsRefused(int length) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> alice.store().blobs().put(new byte[length]))
                .withMessage("invalid length of blob: " + length + " bytes; expected 1 to 65536");
    }

    // No node of the first DHT is in the second: what is found there, the restarted store has brought.
    @Test
    void aBlobThatIsKeptOutlivesTheWholeDht() {
        byte[] content = content(5_000);
        DhtKeptBlob kept = Wait.answer(alice.store().blobs().keep(content));
        assertThat(kept.status().state()).isEqualTo(DhtPublicationState.PUBLISHED);
        assertThat(kept.items()).isEqualTo(7);
        alice.stopStore();
        alice.leave();

        LocalDht another = HOSTS.anotherDht();
        alice.startStore();
        alice.connect(another);
        Wait.until(
                "stored again",
                () -> alice.store().blobs().list().get(0).status().state() == DhtPublicationState.PUBLISHED);

        Host late = HOSTS.offlineHost("late");
        late.connect(another);
        assertThat(Wait.answer(late.store().blobs().get(kept.target()))).hasValue(content);
    }

    @Test
    void aBlobThatIsForgottenDoesNotComeBack() {
        DhtTarget target = Wait.answer(alice.store().blobs().keep(content(10))).target();

        assertThat(alice.store().blobs().forget(target)).isTrue();

        assertThat(alice.store().blobs().forget(target)).isFalse();
        assertThat(alice.state("blobs")).isEmptyDirectory();
    }

    @Test
    void aDamagedBlobIsSetAside() throws IOException {
        DhtTarget target = Wait.answer(alice.store().blobs().keep(content(10))).target();
        alice.stopStore();
        Files.write(alice.state("blobs").resolve(target + ".blob"), content(11));

        alice.startStore();

        assertThat(alice.store().blobs().list()).isEmpty();
        alice.events().await(DhtStoreTopics.STATE_DAMAGED, 1);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
