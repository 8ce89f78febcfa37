package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingTest {
    @Test
    void anAnswerIsNotAwaitedLongerThanTheSessionAwaitsIt() {
        assertThat(lookupTimeout("60")).hasSeconds(60);
        assertThat(lookupTimeout("61")).hasSeconds(30);
    }

    private static Duration lookupTimeout(String configured) {
        return Pacing.of(configuration("lookup_timeout", configured)).lookupTimeout();
    }

    /** A configuration of one value; of the rest it has what is there by default. */
    private static StoreConfiguration configuration(String name, String value) {
        return (StoreConfiguration) Proxy.newProxyInstance(
                PacingTest.class.getClassLoader(),
                new Class<?>[] {StoreConfiguration.class},
                (proxy, method, arguments) -> method.getName().equals(name) ? value : method.getDefaultValue());
    }
}
