package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.IpFilter.Rule;

class BlockListTest {
    private static final Rule RANGE = Rule.of("1.2.3.0", "1.2.3.255", true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name:1.2.3.0-1.2.3.255",
                "a name: with colons, 100 , and 4.5.6.7-8:1.2.3.0-1.2.3.255",
                ":1.2.3.0-1.2.3.255",
                "name: 1.2.3.0 - 1.2.3.255 ",
                "1.2.3.0 - 1.2.3.255 , 100 , name",
                "1.2.3.0-1.2.3.255,0,a, name, with commas",
                "001.002.003.000 - 001.002.003.255 , 000 , padded",
                "1.2.3.0 - 1.2.3.255"
            })
    void readsARange(String line) {
        assertThat(BlockList.parse(line)).contains(RANGE);
    }

    @Test
    void aHighLevelAllows() {
        assertThat(BlockList.parse("1.2.3.0 - 1.2.3.255 , 128 , name"))
                .contains(Rule.of("1.2.3.0", "1.2.3.255", false));
    }

    @Test
    void readsRangesOfVersionSix() {
        assertThat(BlockList.parse("2001:db8:: - 2001:db8::ff , 1 , name"))
                .contains(Rule.of("2001:db8::", "2001:db8::ff", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "1.2.3.4",
                "name:1.2.3.0-1.2.3.256",
                "name:1.2.3.255-1.2.3.0",
                "name:1.2.3.0-1.2.3",
                "1.2.3.0 - 1.2.3.255 , high , name",
                "::1 - 1.2.3.4",
                "12345678901.2.3.4-1.2.3.5"
            })
    void anythingElseIsNoRange(String line) {
        assertThat(BlockList.parse(line)).isEmpty();
    }
}
