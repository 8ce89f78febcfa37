package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.torrentxt.testing.StatusBuilder.status;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

class StatsCommandTest {
    @Test
    void whatAllTorrentsHaveTogetherIsShown() throws Exception {
        FakeSession session = new FakeSession(
                "default",
                status(1).labels("films", "new").paused().build(),
                status(2).labels("films").complete().build().toBuilder()
                        .seedingTime(Duration.ofHours(2))
                        .build(),
                status(3).complete().build().toBuilder()
                        .addedTime(Instant.EPOCH)
                        .seedingTime(Duration.ofMinutes(90))
                        .build());

        assertThat(new FakeConsole(session).run(new StatsCommand()).replaceAll(" +", " "))
                .contains("Session default", "Downloaded 0 B, 0 B of it in this run", "Torrents 3")
                .contains("2 seeding, 1 paused", "Labels 2 films, 1 new", "Complete 2")
                .contains("First added 1970-01-0", "Seeding 3h 30m of all torrents together");
    }

    @Test
    void aSessionWithoutTorrentsHasNone() throws Exception {
        assertThat(new FakeConsole(new FakeSession("default"))
                        .run(new StatsCommand())
                        .replaceAll(" +", " "))
                .contains("Torrents 0", "Size 0 B")
                .doesNotContain("First added");
    }
}
