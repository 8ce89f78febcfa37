package org.torrentxt.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.fleet.statement.TrustedKey;

/** What a configuration means, and what is wrong with it. */
class FleetOptionsTest {
    private static final String KEY = "ab".repeat(32);

    private static FleetOptions options(Map<String, ?> values) {
        return FleetOptions.of(new ConfigurationValues(values));
    }

    @Test
    void aNameIsEnough() {
        ConfigurationValues values = new ConfigurationValues(Map.of("name", "node1"));
        FleetOptions options = FleetOptions.of(values);
        assertThat(options.cluster()).isEqualTo("torrentxt");
        assertThat(options.address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(options.port()).isEqualTo(5801);
        assertThat(options.session()).isEqualTo("default");
        assertThat(options.members()).isEmpty();
        assertThat(options.labels()).isEmpty();
        assertThat(options.mavenKeys()).isEmpty();
        assertThat(options.torrents()).isTrue();
        assertThat(values.warnings())
                .containsExactly("trust is empty: this node accepts no deployment; set trust = KEY:FOLDER");
    }

    @Test
    void listsMayBeListsOrTexts() {
        FleetOptions options = options(Map.of(
                "name",
                "node1",
                "members",
                "10.1.2.4:5801, [::1]:5802",
                "labels",
                List.of("site=basel", "rack=4"),
                "trust",
                KEY + ":/srv/maps:/srv/firmware"));
        assertThat(options.members()).containsExactly(Endpoint.parse("10.1.2.4:5801"), Endpoint.parse("[::1]:5802"));
        assertThat(options.labels()).isEqualTo(Map.of("site", "basel", "rack", "4"));
        assertThat(options(Map.of("name", "node1", "torrents", "false")).torrents())
                .isFalse();
        assertThat(options.trust())
                .containsExactly(
                        new TrustedKey(new DhtPublicKey(KEY), List.of(Path.of("/srv/maps"), Path.of("/srv/firmware"))));
    }

    @Test
    void someOfTheTrustedKeysMayPublishArtifacts() {
        String other = "cd".repeat(32);
        FleetOptions options = options(Map.of(
                "name",
                "node1",
                "trust",
                KEY + ":/srv," + other + ":/srv",
                "maven.keys",
                other + ", " + other.toUpperCase()));
        assertThat(options.mavenKeys()).containsExactly(new DhtPublicKey(other));
        assertThat(options.installKeys()).isEmpty();
        assertThat(options(Map.of("name", "node1", "trust", KEY + ":/srv", "install.keys", KEY))
                        .installKeys())
                .containsExactly(new DhtPublicKey(KEY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | a/b | invalid name 'a/b'",
                "cluster | a b | invalid cluster 'a b'",
                "bind.address | 0.0.0.0 | invalid bind.address '0.0.0.0'",
                "bind.address | localhost | invalid bind.address 'localhost'",
                "port | 0 | invalid port '0'",
                "port | 65536 | invalid port '65536'",
                "port | x | invalid port 'x'",
                "members | node2:5801 | invalid member 'node2:5801' in members: expected ADDRESS:PORT",
                "labels | basel | invalid label 'basel' in labels: expected KEY=VALUE",
                "labels | a=1,a=2 | invalid label 'a=2' in labels",
                "labels | a= | invalid label 'a='",
                "torrents | yes | invalid torrents 'yes': expected true or false",
                "trust | /srv | invalid '/srv' in trust: expected KEY:FOLDER",
                "trust | KEY | in trust: expected KEY:FOLDER",
                "trust | KEY:srv | in trust: expected KEY:FOLDER",
                "trust | KEY:/srv/../etc | in trust: expected KEY:FOLDER",
                "trust | KEY:/a,KEY:/b | is in trust more than once",
                "maven.keys | KEY | in maven.keys: expected one of the public keys in trust",
                "install.keys | KEY | in install.keys: expected one of the public keys in trust"
            })
    void whatIsWrongIsNamed(String key, String value, String message) {
        Map<String, String> values = new HashMap<>(Map.of("name", "node1"));
        values.put(key, value.replace("KEY", KEY));
        assertThatThrownBy(() -> options(values))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> options(Map.of("port", "x", "labels", "y")))
                .hasMessageContaining("invalid name ''")
                .hasMessageContaining("invalid port 'x'")
                .hasMessageContaining("invalid label 'y'");
    }
}
