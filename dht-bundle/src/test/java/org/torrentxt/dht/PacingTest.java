package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacingTest {
    @Test
    void anAnswerIsNotAwaitedLongerThanTheSessionAwaitsIt() {
        assertThat(lookupTimeout("60")).hasSeconds(60);
        assertThat(lookupTimeout("61")).hasSeconds(30);
    }

    private static Duration lookupTimeout(String configured) {
        return Pacing.of(Configurations.of(Map.of("lookup_timeout", configured)))
                .lookupTimeout();
    }
}
