package org.torrentxt.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.fleet.FleetTorrent;

class KeptTorrentsTest {
    private final KeptTorrents kept = new KeptTorrents();

    private static List<FleetTorrent> torrents(int percent) {
        return List.of(FleetTorrent.builder(1).percent(percent).build());
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgain() {
        KeptTorrents.Written first = kept.write(torrents(1));
        assertThat(first.json()).startsWith("[{\"id\":1,").contains("\"percent\":1,");
        assertThat(kept.write(torrents(1))).isSameAs(first);

        KeptTorrents.Written second = kept.write(torrents(2));
        assertThat(second.json()).contains("\"percent\":2,");
        assertThat(second.version()).isNotEqualTo(first.version()).hasSameSizeAs(first.version());
        assertThat(kept.write(torrents(2))).isSameAs(second);
        assertThat(kept.write(torrents(1))).isEqualTo(first);
        assertThat(kept.write(List.of()).json()).isEqualTo("[]");
    }
}
