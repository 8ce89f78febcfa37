package org.torrentxt.shell.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;

class FlagsTest {
    @Test
    void allAreReadAsTheyAreShown() {
        EnumSet<TorrentFlag> all = EnumSet.allOf(TorrentFlag.class);

        assertThat(Flags.parse(List.of(Flags.describe(all).split(" ")))).isEqualTo(all);
        assertThat(Flags.parse(Flags.names())).isEqualTo(all);
    }

    @Test
    void severalMayBeNamedInOne() {
        assertThat(Flags.parse(List.of("super-seeding, PAUSED")))
                .containsExactlyInAnyOrder(TorrentFlag.SUPER_SEEDING, TorrentFlag.PAUSED);
    }

    @Test
    void anUnknownOneIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> Flags.parse(List.of("fast")))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'fast'")
                .hasMessageContaining("sequential_download");
    }
}
