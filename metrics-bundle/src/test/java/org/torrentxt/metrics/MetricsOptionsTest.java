package org.torrentxt.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.config.ConfigurationValues;

class MetricsOptionsTest {
    @Test
    void withoutAConfigurationThereAreMBeansAndNoMetricsOfTorrents() {
        assertThat(MetricsOptions.of(new ConfigurationValues(Map.of()))).isEqualTo(new MetricsOptions(true, 50, 0));
    }

    @Test
    void valuesAreRead() {
        ConfigurationValues values = new ConfigurationValues(
                Map.of("jmx", "False", "labels.limit", 0, "torrents.limit", "10000", "service.pid", Metrics.PID));
        assertThat(MetricsOptions.of(values)).isEqualTo(new MetricsOptions(false, 0, 10_000));
        assertThat(values.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jmx | maybe | invalid jmx 'maybe': expected true or false; using true",
                "labels.limit | -1 | invalid labels.limit '-1': expected 0 to 1000; using 50",
                "labels.limit | 1001 | invalid labels.limit '1001': expected 0 to 1000; using 50",
                "torrents.limit | all | invalid torrents.limit 'all': expected 0 to 10000; using 0",
                "torrents.limit | 99999999999 | invalid torrents.limit '99999999999': expected 0 to 10000; using 0"
            })
    void aBadValueIsReportedAndReadAsItsDefault(String key, String value, String warning) {
        ConfigurationValues values = new ConfigurationValues(Map.of(key, value));
        assertThat(MetricsOptions.of(values)).isEqualTo(new MetricsOptions(true, 50, 0));
        assertThat(values.warnings()).containsExactly(warning);
    }

    @Test
    void anUnknownKeyIsReported() {
        ConfigurationValues values = new ConfigurationValues(Map.of("torrent.limit", "5"));
        MetricsOptions.of(values);
        assertThat(values.warnings()).singleElement().asString().contains("torrent.limit", "torrents.limit");
    }
}
