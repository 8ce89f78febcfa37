package org.torrentxt.fleet.maven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The repository of this node among those of Karaf. */
class MavenConfigurationTest {
    private static final String URL = "http://127.0.0.1:8181/torrentxt-maven@id=torrentxt-fleet";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://0.0.0.0:8181/ | 127.0.0.1:8181",
                "http://127.0.0.1:8080/ | 127.0.0.1:8080",
                "http://localhost:8080 | 127.0.0.1:8080",
                "http://[::]:8181/ | 127.0.0.1:8181",
                "http://[::1]:8181/ | [::1]:8181"
            })
    void itIsAskedWhereHttpListens(String endpoint, String address) {
        String url = "http://" + address + "/torrentxt-maven@id=torrentxt-fleet";
        assertThat(MavenConfiguration.url(endpoint)).contains(url);
        assertThat(MavenConfiguration.url(new String[] {"https://0.0.0.0:8443/", endpoint}))
                .contains(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "https://0.0.0.0:8443/", "http://10.1.2.3:8181/", "http://0.0.0.0/", "http://[::"})
    void whereItIsNotReachedItIsNotAdded(String endpoint) {
        assertThat(MavenConfiguration.url(endpoint)).isEmpty();
        assertThat(MavenConfiguration.url(new String[] {endpoint})).isEmpty();
    }

    @Test
    void withoutHttpThereIsNone() {
        assertThat(MavenConfiguration.url(null)).isEmpty();
        assertThat(MavenConfiguration.url(new String[0])).isEmpty();
    }

    @Test
    void itIsTheFirstUnlessAnOperatorSaysOtherwise() {
        assertThat(MavenConfiguration.with(URL, null)).isEqualTo("+" + URL);
        assertThat(MavenConfiguration.with(URL, " ")).isEqualTo(URL);
        assertThat(MavenConfiguration.with(URL, "https://a/@id=a, https://b"))
                .isEqualTo(URL + ",https://a/@id=a, https://b");
        assertThat(MavenConfiguration.with(URL, "+https://a")).isEqualTo("+" + URL + ",https://a");
        assertThat(MavenConfiguration.with(URL, "https://a,http://127.0.0.1:8181/torrentxt-maven/@id=fleet"))
                .isEqualTo("https://a,http://127.0.0.1:8181/torrentxt-maven/@id=fleet");
    }
}
