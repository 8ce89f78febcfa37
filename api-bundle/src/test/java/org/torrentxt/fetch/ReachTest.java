package org.torrentxt.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    @CsvSource({"http://127.0.0.1:8080/", "http://192.168.1.1/admin", "http://[::1]/", "http://localhost/"})
    void noServerSendsARequestIntoTheLocalNetwork(URI uri) {
        URI first = URI.create("http://example.org/a");
        assertThatThrownBy(() -> new Reach("internet").require(uri, first)).hasMessageContaining("local network");
        assertThatCode(() -> new Reach("internet").require(uri, URI.create("http://192.168.1.2/")))
                .doesNotThrowAnyException();
    }
}
