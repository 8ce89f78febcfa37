package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.FakeSession;
import org.torrentxt.shell.fake.StatusBuilder;

class AddCommandTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrongWithAFileIsToldWithItsName() throws IOException {
        Files.createFile(folder.resolve("bad.torrent"));
        Files.createFile(folder.resolve("bad.resume"));

        assertFails("'bad.torrent' cannot be added: it is malformed", "bad.torrent");
        assertFails("'bad.resume' cannot be added: it is malformed", "--resume", "bad.resume");
    }

    @Test
    void whatIsWrongWithAnInfoHashIsToldAsItIs() {
        assertFails("it is malformed", "ab".repeat(20));
    }

    @Test
    void whatIsNotCompleteInTimeIsPrintedAsItIsAllTheSame() {
        FakeSession session = new FakeSession("default", StatusBuilder.status(1).build());
        session.adding = request -> session.torrents().get(0);
        FakeConsole console = new FakeConsole(folder, session);

        assertThatThrownBy(() ->
                        console.run(new AddCommand(), "--json", "--wait", "--timeout", "1", String.format("%040x", 1)))
                .hasMessageStartingWith("not complete after 1s");
        assertThat(console.printed()).startsWith("{\"id\":1,").hasLineCount(1);
    }

    private void assertFails(String message, String... words) {
        FakeConsole console = new FakeConsole(folder, new FakeSession("default"));

        assertThatThrownBy(() -> console.run(new AddCommand(), words)).hasMessage(message);
    }
}
