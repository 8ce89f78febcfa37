package org.torrentxt.dht;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;

class DhtItemsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.generate();

    private final InMemoryDht dht = new InMemoryDht();
    private final DhtItems items = new DhtItems(() -> dht, new Deadline(Duration.ofSeconds(30)));
    private final DhtItems withoutSession =
            new DhtItems(new SessionChoice("default", List.of())::dht, new Deadline(Duration.ofSeconds(30)));

    @Test
    void aValueIsFoundByItsTarget() {
        DhtTarget target = items.put(bytes("hello")).toCompletableFuture().join();

        assertThat(items.get(target))
                .isCompletedWithValueMatching(
                        found -> contains(found.orElseThrow().value(), "hello"));
    }

    @Test
    void aValueIsFoundByPublicKeyAndKey() {
        items.publish(KEYS, "motd", bytes("hello")).toCompletableFuture().join();

        assertThat(items.get(KEYS.publicKey(), "motd"))
                .isCompletedWithValueMatching(
                        found -> contains(found.orElseThrow().value(), "hello"));
    }

    @Test
    void theKeyIsTheSaltInUtf8() {
        items.publish(KEYS, "gr\u00fc\u00dfe", bytes("hello"))
                .toCompletableFuture()
                .join();

        assertThat(dht.getMutable(KEYS.publicKey(), bytes("gr\u00fc\u00dfe")))
                .isCompletedWithValueMatching(found -> found.isPresent());
    }

    @Test
    void aNewerVersionReplacesTheOneBefore() {
        items.publish(KEYS, "motd", bytes("one")).toCompletableFuture().join();
        items.publish(KEYS, "motd", bytes("two")).toCompletableFuture().join();

        assertThat(items.get(KEYS.publicKey(), "motd"))
                .isCompletedWithValueMatching(
                        found -> contains(found.orElseThrow().value(), "two")
                                && found.orElseThrow().seq() == 2);
    }

    @Test
    void keysAreToldApart() {
        items.publish(KEYS, "one", bytes("1")).toCompletableFuture().join();

        assertThat(items.get(KEYS.publicKey(), "two").toCompletableFuture().join())
                .isEmpty();
        assertThat(items.get(DhtKeyPair.generate().publicKey(), "one")
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 997})
    void aValueOfAnotherLengthIsRefused(int length) {
        assertInvalid(() -> items.put(new byte[length]), "a value of " + length + " bytes; expected 1 to 996");
        assertInvalid(
                () -> items.publish(KEYS, "key", new byte[length]),
                "a value of " + length + " bytes; expected 1 to 996");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 996})
    void aValueOfTheOutermostLengthsIsStored(int length) {
        assertThat(items.publish(KEYS, "key", new byte[length])).isCompleted();
    }

    @Test
    void aKeyIsMeasuredInBytes() {
        String longest = "\u00e4".repeat(32);

        assertThat(items.publish(KEYS, longest, bytes("hello"))).isCompleted();
        assertInvalid(
                () -> items.publish(KEYS, longest + "x", bytes("hello")),
                "a key of 65 bytes of UTF-8; expected 1 to 64");
        assertInvalid(() -> items.get(KEYS.publicKey(), longest + "x"), "a key of 65 bytes of UTF-8; expected 1 to 64");
        assertInvalid(() -> items.get(KEYS.publicKey(), ""), "a key of 0 bytes of UTF-8; expected 1 to 64");
    }

    @Test
    void halfACharacterIsNoKey() {
        assertInvalid(
                () -> items.publish(KEYS, "\ud83d", bytes("hello")),
                "a key with half a surrogate pair, which has no UTF-8; expected whole characters");
    }

    @Test
    void withoutASessionEveryCallSaysSo() {
        List<ThrowingCallable> calls = List.of(
                () -> withoutSession.put(bytes("hello")),
                () -> withoutSession.get(new DhtTarget("00".repeat(20))),
                () -> withoutSession.publish(KEYS, "key", bytes("hello")),
                () -> withoutSession.get(KEYS.publicKey(), "key"));

        assertThat(calls)
                .allSatisfy(call -> assertThatExceptionOfType(TorrentException.class)
                        .isThrownBy(call)
                        .withMessageContaining("'default'")
                        .extracting(TorrentException::code)
                        .isEqualTo(ErrorCode.NO_SESSION));
    }

    @Test
    void aWrongArgumentIsToldBeforeTheMissingSession() {
        assertInvalid(() -> withoutSession.put(new byte[0]), "a value of 0 bytes; expected 1 to 996");
    }

    private static void assertInvalid(ThrowingCallable call, String message) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(call)
                .withMessage(message)
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    private static boolean contains(byte[] value, String text) {
        return new String(value, UTF_8).equals(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
