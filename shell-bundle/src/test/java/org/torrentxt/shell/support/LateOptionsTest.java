package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.content.RenameCommand;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.session.SetCommand;
import org.torrentxt.shell.store.LookupCommand;
import org.torrentxt.shell.store.PublishCommand;
import org.torrentxt.shell.store.ReleaseCommand;
import org.torrentxt.shell.torrent.ConnectCommand;
import org.torrentxt.shell.torrent.RemoveCommand;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.FakeStore;
import org.torrentxt.testing.StatusBuilder;

class LateOptionsTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(7).build());
    private final FakeConsole console = new FakeConsole(session, new FakeStore());

    static Stream<Arguments> misplaced() {
        return Stream.of(
                arguments(new PublishCommand(), "alice k --json"),
                arguments(new LookupCommand(), "alice --fresh"),
                arguments(new ReleaseCommand(), "alice nightly --session"),
                arguments(new RenameCommand(), "7 0 --session"),
                arguments(new ConnectCommand(), "7 127.0.0.1:1 --session"),
                arguments(new SetCommand(), "user_agent --session"),
                arguments(new RemoveCommand(), "7 --delete-files"),
                arguments(new RemoveCommand(), "7 --delete-fils"));
    }

    @ParameterizedTest
    @MethodSource("misplaced")
    void anOptionAfterTheArgumentsIsRefused(Action command, String words) {
        String[] split = words.split(" ");

        assertThatThrownBy(() -> console.run(command, split))
                .hasMessage("options go before arguments: " + split[split.length - 1]);
    }

    @Test
    void aValueThatIsNoOptionOfTheCommandIsAValue() {
        session.answer("renameFile", (torrent, arguments) -> {
            throw TorrentException.invalid("file " + arguments[0] + " cannot be " + arguments[1]);
        });

        assertThatThrownBy(() -> console.run(new RenameCommand(), "7", "0", "--json"))
                .hasMessage("file 0 cannot be --json");
    }
}
