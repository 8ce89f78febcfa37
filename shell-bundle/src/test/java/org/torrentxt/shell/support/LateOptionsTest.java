package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;

class LateOptionsTest {
    @Test
    void anOptionAfterTheArgumentsIsRefused() {
        assertThatThrownBy(() -> LateOptions.refuse(List.of("1", "--delete-files")))
                .isInstanceOf(TorrentException.class)
                .hasMessage("'--delete-files' comes too late: options go before the arguments");
    }

    @Test
    void argumentsAreNone() {
        assertThatCode(() -> LateOptions.refuse(List.of("1", "5-9"))).doesNotThrowAnyException();
    }
}
