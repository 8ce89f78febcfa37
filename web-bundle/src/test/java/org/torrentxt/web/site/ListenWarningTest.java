package org.torrentxt.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListenWarningTest {
    private static String warning(boolean remote, Object endpoints) {
        return ListenWarning.warning(remote, endpoints).orElse("");
    }

    @Test
    void allAddressesAreTooManyForClientsOnThisHost() {
        assertThat(warning(false, new String[] {"http://127.0.0.1:1/", "http://0.0.0.0:8181/"}))
                .contains("http://0.0.0.0:8181/", "org.ops4j.pax.web.listening.addresses = 127.0.0.1");
        assertThat(warning(false, "https://[::]:8443/")).contains("listening.addresses");
    }

    @Test
    void clientsOnOtherHostsNeedTls() {
        assertThat(warning(true, new String[] {"http://0.0.0.0:8181/"})).contains("use TLS");
    }

    @Test
    void anythingElseIsWell() {
        assertThat(warning(false, new String[] {"http://127.0.0.1:8181/", "/", "not a URL"}))
                .isEmpty();
        assertThat(warning(false, null)).isEmpty();
        assertThat(warning(false, 7)).isEmpty();
    }
}
