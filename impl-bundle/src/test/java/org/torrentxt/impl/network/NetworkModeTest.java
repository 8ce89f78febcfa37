package org.torrentxt.impl.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.setting.SettingRegistry;

class NetworkModeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/announce",
                "http://127.0.0.1:8080/announce",
                "http://127.0.0.1",
                "udp://127.255.255.255:80",
                "https://[::1]:443/a?b=http://elsewhere/",
                "http://127.0.0.1?info",
                "http://someone:secret@127.0.0.1:8080/announce",
                "HTTP://127.1.2.3#x"
            })
    void localReachesLoopbackAddresses(String url) {
        assertThat(NetworkMode.LOCAL.allowsUrl(url)).isTrue();
    }

    // Whatever the engine would ask a name server for, or read otherwise than it looks.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://lo/announce",
                "http://localhost/announce",
                "http://127.999.1.1/announce",
                "http://127.0.0.256/announce",
                "http://127.1/announce",
                "http://someone@127.0.0.1/announce",
                "http://127.0.0.1@elsewhere/announce",
                "http://127.0.0.1:80@elsewhere/announce",
                "http://a:b@127.0.0.1@elsewhere/announce",
                "http://a:b?c@127.0.0.1/announce",
                "http://127.0.0.1:80x/announce",
                "http://127.0.0.1.elsewhere/announce",
                "http://[::2]/announce",
                "http://192.0.2.1/announce",
                "ws://127.0.0.1/announce",
                "WSS://127.0.0.1/announce",
                "http:///announce",
                "127.0.0.1/announce"
            })
    void localReachesNothingElse(String url) {
        assertThat(NetworkMode.LOCAL.allowsUrl(url)).isFalse();
        assertThatThrownBy(() -> NetworkMode.LOCAL.requireUrl(url))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll(Credentials.hide(url), "network=local", "network=lan");
        assertThat(NetworkMode.INTERNET.allowsUrl(url)).isTrue();
    }

    @Test
    void theLoopbackInterfaceMayBeListenedAtButIsNoHost() {
        assertThatCode(() -> NetworkMode.LOCAL.check(Map.of("listen_interfaces", "lo:6881,127.0.0.1:0,[::1]:0s")))
                .doesNotThrowAnyException();
        assertThat(NetworkMode.LOCAL.allowsHost("lo")).isFalse();
        assertThatThrownBy(() -> NetworkMode.LOCAL.check(Map.of("dht_bootstrap_nodes", "lo:6881")))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("dht_bootstrap_nodes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.3.4",
                "::1",
                "fe80::1",
                "fc00::1",
                "fdff::1"
            })
    void lanReachesPrivateAddresses(String address) {
        assertThat(NetworkMode.LAN.allows(Endpoint.address(address))).isTrue();
        assertThat(NetworkMode.LAN.allowsHost(address)).isTrue();
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThat(NetworkMode.LAN.allowsUrl("http://" + host + ":80/announce")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9.255.255.255",
                "11.0.0.0",
                "100.64.0.1",
                "169.253.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.0.1",
                "192.169.0.1",
                "198.51.100.7",
                "224.0.0.1",
                "0.0.0.0",
                "2001:db8::1",
                "fec0::1",
                "fbff::1",
                "ff02::1",
                "::ffff:198.51.100.7",
                "64:ff9b::c633:6407"
            })
    void lanReachesNothingElse(String address) {
        assertThat(NetworkMode.LAN.allows(Endpoint.address(address))).isFalse();
        assertThat(NetworkMode.LAN.allowsHost(address)).isFalse();
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThat(NetworkMode.LAN.allowsUrl("http://" + host + ":80/announce")).isFalse();
        assertThatThrownBy(() -> NetworkMode.LAN.requireAddress("peer", Endpoint.address(address)))
                .hasMessageContainingAll("network=lan", "network=internet");
    }

    @Test
    void lanAsksForNamesOfTrackersButNotOfNodes() {
        assertThat(NetworkMode.LAN.allowsUrl("http://nas.local/announce")).isTrue();
        assertThat(NetworkMode.LAN.allowsHost("nas.local")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "enable_dht, true",
        "enable_upnp, true",
        "enable_natpmp, true",
        "apply_ip_filter_to_trackers, false",
        "proxy_type, 1",
        "proxy_type, 5",
        "dht_bootstrap_nodes, 198.51.100.7:6881",
        "dht_bootstrap_nodes, node.example:6881",
        "webtorrent_stun_server, stun.example:3478"
    })
    void lanRefusesSettingsThatReachFurther(String name, String value) {
        Map<String, Object> settings = SettingRegistry.check(Map.of(name, value));
        for (NetworkMode network : List.of(NetworkMode.LAN, NetworkMode.LOCAL)) {
            if (network == NetworkMode.LAN || !name.equals("enable_dht")) {
                assertThatThrownBy(() -> network.check(settings))
                        .isInstanceOf(TorrentException.class)
                        .hasMessageContainingAll(name + "=" + value, "network=" + network.label());
            }
        }
        assertThatCode(() -> NetworkMode.INTERNET.check(settings)).doesNotThrowAnyException();
    }
}
