package org.torrentxt.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Karaf makes of versions of features; that it is the same as Karaf's own is tested where that is there. */
class FeatureVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1.0.0",
        "1.0, 1.0.0",
        "1.0.0, 1.0.0",
        "1.0-RC1, 1.0.0.RC1",
        "1.2.3.4, 1.2.3.4",
        "1.2.3.a b, 1.2.3.a_b",
        "v1, 0.0.0.v1",
        "'', 0.0.0"
    })
    void versionsAreThoseOfOsgi(String text, String version) {
        assertThat(FeatureVersion.clean(text)).isEqualTo(version);
        assertThat(FeatureVersion.clean(version)).as("once more").isEqualTo(version);
    }
}
