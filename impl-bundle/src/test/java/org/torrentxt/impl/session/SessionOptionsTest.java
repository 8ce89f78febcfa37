package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.SiteLimit;

class SessionOptionsTest {
    private static EngineOptions read(Object... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SessionOptions(properties).read();
    }

    @Test
    void withoutAnythingItIsADefaultLocalSession() {
        EngineOptions options = read();
        assertThat(options.name()).isEqualTo("default");
        assertThat(options.network()).isEqualTo(NetworkMode.LOCAL);
        assertThat(options.mmap()).isFalse();
        assertThat(options.preallocates()).isFalse();
        assertThat(read("preallocate", "full").preallocates()).isTrue();
        assertThat(options.savePath()).endsWithRaw(Path.of("torrentxt", "downloads"));
        assertThat(options.settings()).isEmpty();
    }

    @Test
    void eachNetworkHasItsSocketBuffers() {
        Map<String, Long> sent = Map.of("local", 1L << 20, "lan", 0L, "internet", 0L);
        sent.forEach((network, size) -> assertThat(read("network", network).effectiveSettings())
                .containsEntry("recv_socket_buffer_size", 4L << 20)
                .containsEntry("send_socket_buffer_size", size));
    }

    @Test
    void oneNameIsTheSameHoweverItIsWritten() {
        for (String name : List.of("default", " default ", "", " ")) {
            assertThat(new SessionOptions(Map.of("name", name)).name()).isEqualTo("default");
            assertThat(read("name", name).name()).isEqualTo("default");
        }
    }

    @Test
    void readsShorthandsAndSettings() {
        EngineOptions options = read(
                "name", "second",
                "network", "lan",
                "save.path", "/srv/torrents",
                "listen.interfaces", "127.0.0.1:0",
                "download.rate.limit", "1000",
                "setting.enable_dht", "false");
        assertThat(options.name()).isEqualTo("second");
        assertThat(options.network()).isEqualTo(NetworkMode.LAN);
        assertThat(options.savePath()).isEqualTo(Path.of("/srv/torrents"));
        assertThat(options.settings())
                .isEqualTo(Map.of(
                        "listen_interfaces", "127.0.0.1:0", "download_rate_limit", "1000", "enable_dht", "false"));
    }

    @Test
    void aSettingOverridesTheProfile() {
        EngineOptions options = read("profile", "small", "setting.connections_limit", "7");
        assertThat(options.settings()).containsEntry("connections_limit", "7").containsKey("file_pool_size");
    }

    @Test
    void saysWhatIsWrongAndWhatWouldBeRight() {
        assertThatThrownBy(() -> read("network", "world"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("world")
                .hasMessageContaining("local, lan or internet");
        assertThatThrownBy(() -> read("profile", "fast")).hasMessageContaining("high-performance");
        assertThatThrownBy(() -> read("disk.io", "magic")).hasMessageContaining("posix or mmap");
        assertThatThrownBy(() -> read("preallocate", "fast")).hasMessageContaining("sparse or full");
        assertThatThrownBy(() -> read("name", "a b")).hasMessageContaining("a b");
        assertThatThrownBy(() -> read("disk.io", "mmap")).hasMessageContaining("libjsig");
    }

    @Test
    void consolesOfferTheValuesThatAreAcceptedAndNoOthers() {
        var type = new ClassFileImporter()
                .importPackages("org.torrentxt.impl.session")
                .get(SessionConfiguration.class);
        for (String key : List.of("network", "profile", "disk.io")) {
            var attribute = type.getMethod(key.replace('.', '_')).getAnnotationOfType(AttributeDefinition.class);
            List<String> offered =
                    Arrays.stream(attribute.options()).map(Option::value).toList();

            // memory-mapped files are known, but refused in a JVM without libjsig
            assertThat(offered)
                    .isNotEmpty()
                    .filteredOn(value -> !value.equals("mmap"))
                    .allSatisfy(value -> new SessionOptions(Map.of(key, value)).read());
            assertThatThrownBy(() -> new SessionOptions(Map.of(key, "other")).read())
                    .hasMessageEndingWith("expected " + String.join(", ", offered.subList(0, offered.size() - 1))
                            + " or " + offered.get(offered.size() - 1));
        }
    }

    @Test
    void warnsOfMisspeltKeysButNotOfThoseOfTheContainer() {
        SessionOptions options = new SessionOptions(Map.of(
                "name", "x",
                "service.pid", "p",
                "felix.fileinstall.filename", "f",
                "component.id", 1L,
                "setting.enable_dht", "true",
                "downlod.rate.limit", "1"));
        options.read();
        assertThat(options.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "unknown key 'downlod.rate.limit' is ignored; known keys: anonymous.mode, connections.limit, ");
    }

    @Test
    void aFolderThatCleaningDeletesIsWarnedOf() {
        String before = System.setProperty("karaf.data", "/opt/karaf/data");
        try {
            SessionOptions options = new SessionOptions(Map.of("save.path", "/opt/karaf/data/torrentxt/downloads"));
            options.read();
            assertThat(options.warnings()).singleElement().asString().contains("bin/karaf clean");
            SessionOptions other = new SessionOptions(Map.of("save.path", "/opt/karaf/torrentxt/downloads"));
            other.read();
            assertThat(other.warnings()).isEmpty();
        } finally {
            if (before == null) {
                System.clearProperty("karaf.data");
            } else {
                System.setProperty("karaf.data", before);
            }
        }
    }

    @Test
    void stateIsBelowKarafsFolderAndNotBelowItsDataFolder() {
        assertThat(read("name", "a").state().orElseThrow())
                .isEqualTo(new EngineOptions.State(
                        Path.of("").toAbsolutePath().resolve("torrentxt/sessions/a"),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10)));
        assertThat(read("name", "..").state().orElseThrow().folder())
                .isEqualTo(Path.of("").toAbsolutePath().resolve("torrentxt/sessions/%2E%2E"));
        assertThat(read("name", "t", "temporary", "x").state()).isEmpty();
        assertThat(read("state.dir", "/srv/state", "resume.interval", "5", "stop.timeout", 600)
                        .state())
                .contains(
                        new EngineOptions.State(Path.of("/srv/state"), Duration.ofSeconds(5), Duration.ofSeconds(600)));
    }

    @ParameterizedTest
    @CsvSource({"resume.interval, 0", "resume.interval, 3601", "stop.timeout, soon", "stop.timeout, 601"})
    void timesOfTheStateAreChecked(String key, String value) {
        assertThatThrownBy(() -> read(key, value)).hasMessageContaining(key, value, "seconds");
    }

    @Test
    void whatIsSentToOtherSitesIsLimitedByTheNetworksOfThisOne() {
        SiteLimit limit = read("site.addresses", "10.1.0.0/16, fd00::5", "site.upload.limit", "1MiB")
                .site()
                .orElseThrow();
        assertThat(limit.rate()).isEqualTo(1 << 20);
        assertThat(limit.addresses())
                .containsExactly(Rule.of("10.1.0.0", "10.1.255.255", false), Rule.of("fd00::5", "fd00::5", false));
        assertThat(read().site()).isEmpty();
        assertThat(read("site.upload.limit", "none").site()).isEmpty();

        SessionOptions unused = new SessionOptions(Map.of("site.addresses", "10.1.0.0/16", "site.upload.limit", "0"));
        assertThat(unused.read().site()).isEmpty();
        assertThat(unused.warnings()).containsExactly("site.addresses has no effect without site.upload.limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                " | 1MiB | site.upload.limit requires site.addresses",
                "basel | 1MiB | invalid site.addresses 'basel': expected networks",
                "10.1.0.0/33 | 1MiB | invalid site.addresses '10.1.0.0/33': expected networks",
                "10.1.0.0/33 | | invalid site.addresses '10.1.0.0/33': expected networks",
                "10.1.0.0/16 | fast | invalid rate 'fast' for site.upload.limit: expected",
                "10.1.0.0/16 | 1025MiB | site.upload.limit out of range: '1025MiB'; expected at most 1GiB"
            })
    void limitsForOtherSitesAreChecked(String addresses, String limit, String message) {
        assertThatThrownBy(() -> read(
                        "site.addresses", addresses == null ? "" : addresses,
                        "site.upload.limit", limit == null ? "" : limit))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void settingsOfTheProfileAreNotNamed() {
        EngineOptions options = new SessionOptions(
                        Map.of("profile", "small", "download.rate.limit", "1M", "setting.active_seeds", "7"))
                .read();
        assertThat(options.named()).containsExactlyInAnyOrder("download_rate_limit", "active_seeds");
        assertThat(options.settings().keySet()).containsAll(options.named());
        assertThat(options.settings()).hasSizeGreaterThan(options.named().size());
    }
}
