package org.torrentxt.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.config.ConfigurationValues;

class SecondsTest {
    private static final Seconds SECONDS = new Seconds("watch.interval", 1, 86_400, 30);

    private static ConfigurationValues values(Object value) {
        return new ConfigurationValues(Map.of("watch.interval", value));
    }

    @Test
    void theConfigurationSaysHowMany() {
        for (Object value : List.of(" 5 ", 5, 5L, "5s", new String[] {"5"})) {
            assertThat(SECONDS.read(values(value))).hasSeconds(5);
        }
    }

    @Test
    void longerOnesMayHaveAUnit() {
        assertThat(SECONDS.read(values("5m"))).hasMinutes(5);
        assertThat(SECONDS.read(values("2 h"))).hasHours(2);
        assertThat(SECONDS.read(values("1d"))).hasDays(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "1.5", "86401", "99999999999", "2d"})
    void anythingElseIsWhatIsUsedOtherwiseWithAWarning(String configured) {
        ConfigurationValues values = values(configured);
        assertThat(SECONDS.read(values)).hasSeconds(30);
        assertThat(values.warnings())
                .containsExactly("invalid watch.interval '" + configured
                        + "': expected a number of seconds, 1 to 86400; using 30");
    }

    @Test
    void withoutAValueItIsTheDefault() {
        ConfigurationValues values = values("");
        assertThat(SECONDS.read(values)).hasSeconds(30);
        assertThat(values.warnings()).isEmpty();
    }

    @Test
    void zeroIsAValueWhereItIsAllowed() {
        assertThat(new Seconds("watch.interval", 0, 86_400, 60).read(values("0")))
                .isZero();
    }
}
