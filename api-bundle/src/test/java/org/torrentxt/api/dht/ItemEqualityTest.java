package org.torrentxt.api.dht;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Items are what they say, not the arrays that they are made of. */
class ItemEqualityTest {
    private static final DhtKeyPair KEYS = DhtKeyPair.fromSeed("ab".repeat(32));

    @Test
    void mutableItemsOfTheSameContentAreEqual() {
        assertThat(signed("salt", 1, "value"))
                .isEqualTo(signed("salt", 1, "value"))
                .hasSameHashCodeAs(signed("salt", 1, "value"));
    }

    @Test
    void mutableItemsThatDifferInAnythingAreNot() {
        MutableItem item = signed("salt", 1, "value");
        Stream<MutableItem> others = Stream.of(
                signed("other", 1, "value"),
                signed("salt", 2, "value"),
                signed("salt", 1, "other"),
                MutableItem.sign(DhtKeyPair.generate(), bytes("salt"), 1, bytes("value")),
                new MutableItem(item.publicKey(), item.salt(), item.value(), 1, new byte[64]));

        assertThat(others).doesNotContain(item);
    }

    @Test
    void immutableItemsOfTheSameContentAreEqual() {
        ImmutableItem item = new ImmutableItem(DhtTarget.of(bytes("value")), bytes("value"));

        assertThat(item)
                .isEqualTo(new ImmutableItem(DhtTarget.of(bytes("value")), bytes("value")))
                .hasSameHashCodeAs(new ImmutableItem(DhtTarget.of(bytes("value")), bytes("value")))
                .isNotEqualTo(new ImmutableItem(item.target(), bytes("other")))
                .isNotEqualTo(new ImmutableItem(DhtTarget.of(bytes("other")), bytes("value")));
    }

    @Test
    void noValueIsPrinted() {
        DhtTarget target = DhtTarget.of(bytes("value"));

        assertThat(signed("salt", 7, "secret"))
                .hasToString("MutableItem[publicKey=" + KEYS.publicKey() + ", salt=73616c74, seq=7, value of 6 bytes]");
        assertThat(new ImmutableItem(target, bytes("secret")))
                .hasToString("ImmutableItem[target=" + target + ", value of 6 bytes]");
    }

    @Test
    void aNullIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ImmutableItem(null, null))
                .withMessage("target");
        assertThatNullPointerException()
                .isThrownBy(() -> new ImmutableItem(DhtTarget.of(bytes("value")), null))
                .withMessage("value");
    }

    private static MutableItem signed(String salt, long seq, String value) {
        return MutableItem.sign(KEYS, bytes(salt), seq, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }
}
