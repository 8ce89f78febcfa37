package org.torrentxt.api.dht;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** The hexadecimal names of things on the DHT: public keys and targets. */
class DhtNamesTest {
    @Test
    void digitsAreKeptInLowerCase() {
        assertThat(new DhtPublicKey("AB".repeat(32))).hasToString("ab".repeat(32));
        assertThat(new DhtTarget("AB".repeat(20))).hasToString("ab".repeat(20));
    }

    @Test
    void bytesAreThoseOfTheDigits() {
        assertThat(new DhtPublicKey("0a".repeat(32)).bytes()).hasSize(32).containsOnly(10);
        assertThat(new DhtTarget("ff".repeat(20)).bytes()).hasSize(20).containsOnly(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "not hexadecimal", "abababababababababababababababababababab0"})
    void anythingElseIsRefusedByName(String text) {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> new DhtPublicKey(text))
                .withMessage("invalid public key '%s': expected 64 hexadecimal digits", text)
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(() -> new DhtTarget(text))
                .withMessage("invalid DHT target '%s': expected 40 hexadecimal digits", text)
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }
}
