package org.torrentxt.dht.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.task.StoreThread;

class DhtItemsTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.generate();
    private static final MutableItem ITEM = MutableItem.sign(KEYS, Keys.salt("motd"), 1, bytes("hello"));

    private final InMemoryDht dht = new InMemoryDht();
    private final DhtItems items =
            new DhtItems(() -> dht, new Deadline(Duration.ofSeconds(30), new StoreThread()::after));
    private final DhtItems withoutSession = new DhtItems(
            new SessionChoice("default", List.of())::dht,
            new Deadline(Duration.ofSeconds(30), new StoreThread()::after));

    @Test
    void aValueIsFoundByItsTarget() {
        DhtTarget target = items.put(bytes("hello")).toCompletableFuture().join();

        assertThat(items.get(target))
                .isCompletedWithValueMatching(
                        found -> new String(found.orElseThrow().value(), UTF_8).equals("hello"));
    }

    @Test
    void anItemIsFoundByPublicKeyAndSalt() {
        items.put(ITEM, OptionalLong.empty()).toCompletableFuture().join();

        assertThat(items.get(KEYS.publicKey(), Keys.salt("motd")))
                .isCompletedWithValueMatching(found -> found.isPresent());
        assertThat(items.get(KEYS.publicKey(), Keys.salt("other")))
                .isCompletedWithValueMatching(found -> found.isEmpty());
    }

    @Test
    void aKeyIsItsSaltInUtf8() {
        assertThat(Keys.salt("gr\u00fc\u00dfe")).isEqualTo(bytes("gr\u00fc\u00dfe"));
        assertThat(Keys.key(bytes("gr\u00fc\u00dfe"))).isEqualTo("gr\u00fc\u00dfe");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 997})
    void aValueOfAnotherLengthIsRefused(int length) {
        assertInvalid(
                () -> DhtItems.checkValue(new byte[length]),
                "invalid length of value: " + length + " bytes; expected 1 to 996");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 996})
    void aValueOfTheOutermostLengthsIsTaken(int length) {
        DhtItems.checkValue(new byte[length]);
    }

    @Test
    void aKeyIsMeasuredInBytes() {
        String longest = "\u00e4".repeat(32);

        assertThat(Keys.salt(longest)).hasSize(64);
        assertInvalid(() -> Keys.salt(longest + "x"), "invalid length of key: 65 bytes of UTF-8; expected 1 to 64");
        assertInvalid(() -> Keys.salt(""), "invalid length of key: 0 bytes of UTF-8; expected 1 to 64");
        assertThat(Keys.saltOrNone("")).isEmpty();
    }

    @Test
    void halfACharacterIsNoKey() {
        assertInvalid(
                () -> Keys.salt("\ud83d"),
                "invalid key: it contains half a surrogate pair, which cannot be encoded in UTF-8");
    }

    @Test
    void withoutASessionEveryCallSaysSo() {
        List<ThrowingCallable> calls = List.of(
                () -> withoutSession.put(bytes("hello")),
                () -> withoutSession.get(new DhtTarget("00".repeat(20))),
                () -> withoutSession.put(ITEM, OptionalLong.empty()),
                () -> withoutSession.get(KEYS.publicKey(), Keys.salt("key")));

        assertThat(calls)
                .allSatisfy(call -> assertThatExceptionOfType(TorrentException.class)
                        .isThrownBy(call)
                        .withMessageContaining("'default'")
                        .extracting(TorrentException::code)
                        .isEqualTo(ErrorCode.NO_SESSION));
    }

    private static void assertInvalid(ThrowingCallable call, String message) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(call)
                .withMessage(message)
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
