package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

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
                "http://someone:secret@127.0.0.1/announce",
                "http://127.0.0.1@elsewhere/announce",
                "http://127.0.0.1:80@elsewhere/announce",
                "http://127.0.0.1:80x/announce",
                "http://127.0.0.1.elsewhere/announce",
                "http://[::2]/announce",
                "http://192.0.2.1/announce",
                "http:///announce",
                "127.0.0.1/announce"
            })
    void localReachesNothingElse(String url) {
        assertThat(NetworkMode.LOCAL.allowsUrl(url)).isFalse();
        assertThatThrownBy(() -> NetworkMode.LOCAL.requireUrl(url))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll(url, "network=local", "network=lan");
        assertThat(NetworkMode.LAN.allowsUrl(url)).isTrue();
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
}
