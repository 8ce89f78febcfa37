package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class ResumeCommandTest {
    @Test
    void nowOvertakesTheQueue() throws Exception {
        FakeSession session = new FakeSession("default", StatusBuilder.status(1).build());
        List<String> called = new ArrayList<>();
        for (String name : List.of("resume", "resumeNow")) {
            session.answer(name, (torrent, arguments) -> {
                called.add(name);
                return null;
            });
        }
        FakeConsole console = new FakeConsole(session);

        assertThat(console.run(new ResumeCommand(), "1")).isEqualTo("Resumed: 1");
        assertThat(console.run(new ResumeCommand(), "--now", "1")).isEqualTo("Resumed: 1");
        assertThat(called).containsExactly("resume", "resumeNow");
    }
}
