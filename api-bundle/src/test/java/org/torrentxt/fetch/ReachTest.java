package org.torrentxt.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.api.SessionSettings.Type;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;

class ReachTest {
    @ParameterizedTest
    @CsvSource({
        "local, http://127.0.0.1:1/",
        "local, https://[::1]/",
        "local, http://LOCALHOST/",
        "lan, http://192.168.1.9/",
        "lan, http://10.0.0.1/",
        "lan, http://[fd00::1]/",
        "lan, http://[fe80::1]/",
        "lan, http://127.0.0.1/",
        "internet, http://example.org/",
        "internet, http://192.168.1.9/"
    })
    void whatTheNetworkReachesIsAsked(String network, URI uri) {
        assertThatCode(() -> new Reach(network).require(uri, null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "local, http://192.168.1.9/",
        "local, http://localhost.example.org/",
        "local, http://[::2]/",
        "lan, http://192.0.2.1/",
        "lan, http://nas/",
        "lan, http://[2001:db8::1]/"
    })
    void whatLiesBeyondIsNot(String network, URI uri) {
        assertThatThrownBy(() -> new Reach(network).require(uri, null)).hasMessageContaining("network is " + network);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy_type, 2, proxy",
        "outgoing_interfaces, tun0, network device",
        "outgoing_interfaces, 10.0.0.1, network device"
    })
    void nothingIsAskedPastAProxyOrADevice(String setting, String value, String what) {
        Object set = setting.equals("proxy_type") ? (Object) Long.valueOf(value) : value;
        Reach reach = Reach.of(session(Map.of(setting, set)));
        for (String url : List.of("http://example.org/a.torrent", "http://192.168.1.9/")) {
            assertThatThrownBy(() -> reach.require(URI.create(url), null))
                    .hasMessageContainingAll("has a " + what, url);
        }
        assertThatCode(() -> reach.require(URI.create("http://127.0.0.1:1/"), null))
                .doesNotThrowAnyException();
    }

    @Test
    void withoutThemItReachesItsNetwork() {
        Reach reach = Reach.of(session(Map.of("proxy_type", 0L, "outgoing_interfaces", "")));
        assertThatCode(() -> reach.require(URI.create("http://example.org/"), null))
                .doesNotThrowAnyException();
    }

    // on the Internet, with these settings
    private static TorrentSession session(Map<String, Object> values) {
        List<Setting> all = values.entrySet().stream()
                .map(entry -> new Setting(
                        entry.getKey(),
                        entry.getValue() instanceof Long ? Type.INT : Type.STRING,
                        entry.getValue(),
                        entry.getValue()))
                .toList();
        SessionSettings settings = fake(SessionSettings.class, Map.of("list", all));
        SessionStatus status =
                SessionStatus.builder("s").network(Network.INTERNET).build();
        return fake(TorrentSession.class, Map.of("settings", settings, "status", status));
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> answers.get(method.getName())));
    }

    @ParameterizedTest
    @CsvSource({"http://127.0.0.1:8080/", "http://192.168.1.1/admin", "http://[::1]/", "http://localhost/"})
    void noServerSendsARequestIntoTheLocalNetwork(URI uri) {
        URI first = URI.create("http://example.org/a");
        assertThatThrownBy(() -> new Reach("internet").require(uri, first)).hasMessageContaining("local network");
        assertThatCode(() -> new Reach("internet").require(uri, URI.create("http://192.168.1.2/")))
                .doesNotThrowAnyException();
    }
}
