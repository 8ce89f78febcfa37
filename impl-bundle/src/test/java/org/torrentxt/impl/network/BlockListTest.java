package org.torrentxt.impl.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "1.2.3.0 - 1.2.3.255",
                "1.2.3.0/24",
                "001.002.003.000/24 # with a comment",
                "1.2.3.77/24 ; SBL256894",
                "1.2.3.0/255.255.255.0",
                "name:1.2.3.0/24",
                "  name # with ; marks // within:1.2.3.0-1.2.3.255 // and behind",
                "1.2.3.0 - 1.2.3.255 , , name",
                "\t1.2.3.0\t-\t1.2.3.255 "
            })
    void readsARange(String line) {
        assertThat(BlockListLine.parse(line)).contains(RANGE);
    }

    @Test
    void aHighLevelAllows() {
        assertThat(BlockListLine.parse("1.2.3.0 - 1.2.3.255 , 128 , name"))
                .contains(Rule.of("1.2.3.0", "1.2.3.255", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2001:db8:: - 2001:db8::ff , 1 , name",
                "2001:db8::/120",
                "v6 list:2001:db8::-2001:db8::ff",
                "bad:2001:db8::-2001:db8::ff",
                "20:2001:db8::-2001:db8::ff",
                "ad:2001:db8::/120",
                "2001:db8::-2001:db8::ff # comment: with colon"
            })
    void readsRangesOfVersionSix(String line) {
        assertThat(BlockListLine.parse(line)).contains(Rule.of("2001:db8::", "2001:db8::ff", true));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3.4, 1.2.3.4",
        "single:1.2.3.4, 1.2.3.4",
        "2001:db8::1, 2001:db8::1",
        "::1.2.3.4, ::1.2.3.4",
        "::1, ::1",
        "name:2001:db8::1, 2001:db8::1"
    })
    void readsSingleAddresses(String line, String address) {
        assertThat(BlockListLine.parse(line)).contains(Rule.of(address, address, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "# c", "  # indented", "; semicolon", "//slashes", " \t; x:1.2.3.4"})
    void commentsAreNoLines(String line) {
        assertThat(BlockListLine.isEmpty(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "1.2.3.0/33",
                "1.2.3.0/255.0.255.0",
                "1.2.3.0/",
                "example.org",
                "<html>",
                "no range here",
                "2001:db8::/129",
                "name:1.2.3.0-1.2.3.256",
                "name:1.2.3.255-1.2.3.0",
                "name:1.2.3.0-1.2.3",
                "1.2.3.0 - 1.2.3.255 , high , name",
                "::1 - 1.2.3.4",
                "12345678901.2.3.4-1.2.3.5"
            })
    void anythingElseIsNoRange(String line) {
        assertThat(BlockListLine.parse(line)).isEmpty();
    }
}
