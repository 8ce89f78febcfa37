package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.fake.FakeServices;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class ReleaseCommandTest {
    private final FakeServices services = new FakeServices(
            new FakeSession("default", StatusBuilder.status(3).build()),
            new FakeSession("other", StatusBuilder.status(7).build()));

    @Test
    void anInfoHashTakesNoSession() {
        assertThat(ReleaseCommand.infoHash(new FakeServices(), null, "AB".repeat(20)))
                .isEqualTo(new InfoHash("ab".repeat(20)));
    }

    @Test
    void anIdIsOfTheSessionNamed() {
        assertThat(ReleaseCommand.infoHash(services, null, "3").hex()).isEqualTo(String.format("%040x", 3));
        assertThat(ReleaseCommand.infoHash(services, "other", "7").hex()).isEqualTo(String.format("%040x", 7));
        assertThatThrownBy(() -> ReleaseCommand.infoHash(services, "other", "3"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("no such torrent in session other: 3");
    }

    @Test
    void whatIsNeitherIsRefused() {
        assertThatThrownBy(() -> ReleaseCommand.infoHash(services, null, "nonsense"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("nonsense");
    }
}
