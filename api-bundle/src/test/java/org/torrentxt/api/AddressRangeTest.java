package org.torrentxt.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.IpFilter.Rule;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, 10.0.0.1",
        "10.0.0.1-10.0.0.9, 10.0.0.1, 10.0.0.9",
        "10.1.2.3/8, 10.0.0.0, 10.255.255.255",
        "192.0.2.77/26, 192.0.2.64, 192.0.2.127",
        "192.0.2.77/32, 192.0.2.77, 192.0.2.77",
        "0.0.0.0/0, 0.0.0.0, 255.255.255.255",
        "2001:db8::/33, 2001:db8::, 2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"
    })
    void addressesRangesAndNetworksAreRead(String text, String first, String last) {
        assertThat(Rule.parse(text, true)).isEqualTo(Rule.of(first, last, true));
    }

    @Test
    void aRuleMayAllow() {
        assertThat(Rule.parse("10.0.0.1", false).blocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.org", "10.0.0.0/33", "10.0.0.9-10.0.0.1", "10.0.0.1-::1", "10.0.0/8"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Rule.parse(text, true)).isInstanceOf(TorrentException.class);
    }
}
