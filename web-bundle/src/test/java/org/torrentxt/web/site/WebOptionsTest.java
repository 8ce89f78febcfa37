package org.torrentxt.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.config.ConfigurationValues;

class WebOptionsTest {
    private static final String HOSTS =
            "expected names without scheme and port, separated by commas, such as torrents.example.org; ignored";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour|blue|unknown key 'colour' is ignored; known keys: ",
                "remote|maybe|invalid remote 'maybe': expected true or false; using false",
                "hosts|http://a.example/|invalid hosts 'http://a.example/': " + HOSTS,
                "hosts|a.example, b.example:80, *.example|invalid hosts 'b.example:80', '*.example': " + HOSTS,
                "roles.view|viewer;admin"
                        + "|invalid roles.view 'viewer;admin': expected names of roles, separated by commas; ignored",
                "roles.manage|;|invalid roles.manage ';': expected names of roles, separated by commas; ignored",
                "stream|1|invalid stream '1': expected true or false; using true",
                "stream.limit|0|invalid stream.limit '0': expected 1 to 10000; using 500",
                "stream.limit|5K|invalid stream.limit '5K': expected 1 to 10000; using 500",
                "event.limit|many|invalid event.limit 'many': expected 1 to 10000; using 1000",
                "body.limit|10|invalid body.limit '10': expected 1024 to 1073741824; using 64MiB",
                "body.limit|12 parsecs|invalid size '12 parsecs' for body.limit: expected a number with an optional"
                        + " unit, such as 500K or 10MiB; using 64MiB"
            })
    void anInvalidValueIsOneWarningThatSaysWhatIsWrong(String key, String value, String warning) {
        ConfigurationValues values = new ConfigurationValues(Map.of(key, value));

        WebOptions.of(values);

        assertThat(values.warnings()).singleElement().asString().startsWith(warning);
    }

    @Test
    void namesOfHostsAndRolesAreWhatIsBetweenCommas() {
        ConfigurationValues values = new ConfigurationValues(Map.of(
                "hosts", " Torrents.Example.org,[::1] ,nas", "roles.view", "viewer, Domain Users", "roles.manage", ""));

        WebOptions options = WebOptions.of(values);

        assertThat(values.warnings()).isEmpty();
        assertThat(options.hosts()).containsExactlyInAnyOrder("torrents.example.org", "[::1]", "nas");
        assertThat(options.viewers()).containsExactlyInAnyOrder("viewer", "Domain Users");
        assertThat(options.managers()).isEmpty();
    }
}
