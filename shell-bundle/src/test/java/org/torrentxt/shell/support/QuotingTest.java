package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "torrent:add magnet:?xt=urn:btih:abababababababababababababababababababab",
                "add --wait magnet:?xt=urn:btih:abababababababababababababababababababab ",
                "torrent:tracker-add 1 http://tracker.example/announce?key=1",
                "dht:follow magnet:?xs=urn:btpk:ab"
            })
    void aLinkThatTheShellHasCutIsRefusedWithWhatToDo(String command) {
        assertThatThrownBy(() -> Quoting.refuseCutLink(command))
                .hasMessageStartingWith("the link was cut at '&', which ends a command; put links in single quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "torrent:add --wait 'magnet:?xt=urn:btih:abababababababababababababababababababab&dn=x'",
                "torrent:add \"magnet:?xt=urn:btih:ab&dn=x\"",
                "torrent:add --wait http://127.0.0.1/a.torrent",
                "torrent:watch 1"
            })
    void anythingElseRunsInTheBackground(String command) {
        assertThatCode(() -> Quoting.refuseCutLink(command)).doesNotThrowAnyException();
    }

    @Test
    void theShellsFailureAtAPercentSignIsExplained() {
        Exception failure = new IllegalArgumentException("bad expression: magnet:?xt=urn:btih:ab&dn=a%20b");

        assertThat(Quoting.isUnreadable("torrent:add \"magnet:?xt=urn:btih:ab&dn=a%20b\"", failure))
                .isTrue();
        assertThat(Quoting.isUnreadable("torrent:add magnet:?xt=urn:btih:ab&tr=http%3A%2F%2Fa", failure))
                .isTrue();
        assertThat(Quoting.isUnreadable("log:display \"a%20b\"", failure)).isFalse();
        assertThat(Quoting.isUnreadable("torrent:add 'magnet:?xt=a'", new IllegalStateException()))
                .isFalse();
    }
}
