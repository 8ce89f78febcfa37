package org.torrentxt.shell.add;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.session.EventsCommand;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

@Timeout(10)
class WatchCommandTest {
    @Test
    void whatIsCompleteIsNamedById() throws Exception {
        FakeSession session = new FakeSession(
                "default",
                StatusBuilder.status(3).complete().build(),
                StatusBuilder.status(7).complete().build());

        assertThat(new FakeConsole(session).run(new WatchCommand())).endsWith("Complete: 3, 7");
    }

    @Test
    void ctrlCIsNoFailure() throws Exception {
        FakeConsole console = new FakeConsole(
                new FakeSession("default", StatusBuilder.status(3).build()));
        Thread.currentThread().interrupt();
        assertThat(console.run(new WatchCommand())).doesNotContain("Complete");
        Thread.currentThread().interrupt();
        assertThat(console.run(new EventsCommand())).isEmpty();
    }

    @Test
    void nothingToWatchIsComplete() throws Exception {
        assertThat(new FakeConsole(new FakeSession("default")).run(new WatchCommand()))
                .isEqualTo("Complete: no torrents");
    }
}
