package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

class SessionCommandTest {
    private final FakeSession session = new FakeSession("alpha");
    private final FakeConsole console = new FakeConsole(session);

    @Test
    void saysHowManyOfTheSavedTorrentsAreLoaded() throws Exception {
        session.setLoading(1, 3);
        assertThat(session.whenLoaded().toCompletableFuture()).isNotDone();
        assertThat(console.run(new SessionCommand())).containsPattern("Loading +1 of 3 saved torrents");
        assertThat(console.run(new SessionCommand(), "--json"))
                .contains("\"isLoading\":true", "\"numSaved\":3", "\"numLoaded\":1");

        session.setLoading(3, 3);

        assertThat(session.whenLoaded().toCompletableFuture()).isCompleted();
        assertThat(console.run(new SessionCommand())).doesNotContain("Loading");
    }
}
