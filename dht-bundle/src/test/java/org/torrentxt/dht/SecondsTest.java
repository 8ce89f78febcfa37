package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecondsTest {
    private static final Seconds SECONDS = new Seconds("watch.interval", 1, 86_400, 30);

    @Test
    void theConfigurationSaysHowMany() {
        assertThat(SECONDS.read(" 5 ")).hasSeconds(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "soon", "1.5", "86401", "99999999999"})
    void anythingElseIsWhatIsUsedOtherwise(String configured) {
        assertThat(SECONDS.read(configured)).hasSeconds(30);
    }

    @Test
    void zeroIsAValueWhereItIsAllowed() {
        assertThat(new Seconds("cache.ttl", 0, 86_400, 60).read("0")).isZero();
    }
}
