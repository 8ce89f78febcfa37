package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.config.ConfigurationValues;

class PacingTest {
    @Test
    void anAnswerIsNotAwaitedLongerThanTheSessionAwaitsIt() {
        assertThat(lookupTimeout("60")).hasSeconds(60);
        assertThat(lookupTimeout("61")).hasSeconds(30);
    }

    private static Duration lookupTimeout(String configured) {
        return Pacing.of(new ConfigurationValues(Map.of("lookup.timeout", configured)))
                .lookupTimeout();
    }
}
