package org.torrentxt.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
    // Clients on other hosts cannot be had in a test.
    private static HttpServletRequest from(String address) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ProvenanceTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRemoteAddr" -> address;
                    case "getHeaders" -> Collections.emptyEnumeration();
                    case "getMethod" -> "GET";
                    default -> null;
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1"})
    void clientsOnThisHostAreAnswered(String address) {
        assertThat(new Provenance(false, Set.of()).refusal(from(address))).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"10.0.0.1", "192.168.1.7", "fe80::1", "2001:db8::1", "0.0.0.0", "not an address"})
    void othersAreAnsweredOnlyIfConfigured(String address) {
        assertThat(new Provenance(false, Set.of()).refusal(from(address)))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(403));
        assertThat(new Provenance(true, Set.of()).refusal(from(address))).isEmpty();
    }
}
