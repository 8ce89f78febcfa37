package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;

class PrioritiesTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyLevelIsReadAsItIsShown(int level) {
        FilePriority priority = new FilePriority(level);

        assertThat(Priorities.parse(Priorities.text(priority))).isEqualTo(priority);
        assertThat(Priorities.parse(String.valueOf(level))).isEqualTo(priority);
    }

    @Test
    void theNamedOnesAreWords() {
        assertThat(Priorities.text(FilePriority.NORMAL)).isEqualTo("normal");
        assertThat(Priorities.parse("TOP")).isEqualTo(FilePriority.TOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "-1", "high", ""})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> Priorities.parse(text))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("0 (skip) to 7 (top)");
    }
}
