package org.torrentxt.shell.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.torrentxt.testing.StatusBuilder.status;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.karaf.shell.support.CommandException;
import org.jline.terminal.Attributes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.PseudoTerminal;
import org.torrentxt.testing.FakeSession;

/** The command in a pseudo-terminal, whose screen is drawn by JLine's terminal emulator. */
@Timeout(60)
class TopCommandTest {
    private static final String ENTER_WHOLE_SCREEN = "\u001b[?1049h";
    private static final String LEAVE_WHOLE_SCREEN = "\u001b[?1049l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final FakeSession session = new FakeSession(
                    "default",
                    status(1).name("alpha").build().toBuilder()
                            .downloadRate(100)
                            .build(),
                    status(2).name("beta").build().toBuilder()
                            .downloadRate(5000)
                            .build())
            .answer("pieces", (torrent, none) -> new BitSet());

    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private PseudoTerminal terminal;
    private Thread command;

    @BeforeEach
    void openTerminal() throws IOException {
        terminal = new PseudoTerminal(80, 24);
    }

    @AfterEach
    void end() throws Exception {
        if (command != null) {
            command.interrupt();
            command.join();
        }
        terminal.close();
    }

    private void start(TorrentSession shown, String... words) {
        FakeConsole console = new FakeConsole(shown).in(terminal);
        command = new Thread(() -> {
            try {
                console.run(new TopCommand(), words);
            } catch (Exception | AssertionError e) {
                failure.set(e);
            }
        });
        command.start();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(what + "; the screen:\n" + terminal.screen())
                    .isLessThan(end);
            Thread.sleep(20);
        }
    }

    private void awaitScreen(String text) throws InterruptedException {
        await(text, () -> terminal.screen().contains(text));
    }

    private boolean isOnScreen(String text) {
        return terminal.screen().contains(text);
    }

    // A screen arrives in parts.
    private void awaitOrder(String first, String second) throws InterruptedException {
        await(first + " above " + second, () -> {
            String screen = terminal.screen();
            return screen.contains(first) && screen.indexOf(first) < screen.indexOf(second);
        });
    }

    private void assertRestored(Attributes before) throws InterruptedException {
        command.join();
        await("restored", () -> terminal.all().contains(LEAVE_WHOLE_SCREEN));
        assertThat(terminal.all()).contains(ENTER_WHOLE_SCREEN, SHOW_CURSOR);
        assertThat(terminal.attributes().getLocalFlags()).isEqualTo(before.getLocalFlags());
        assertThat(terminal.attributes().getInputFlags()).isEqualTo(before.getInputFlags());
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void keysSortFilterExplainAndLeave(int width) throws Exception {
        terminal.resize(width, 24);
        Attributes before = terminal.attributes();
        start(session);
        awaitScreen("sorted by down");
        assertThat(before.getLocalFlag(Attributes.LocalFlag.ECHO)).isTrue();
        assertThat(terminal.attributes().getLocalFlag(Attributes.LocalFlag.ECHO))
                .isFalse();
        awaitOrder("beta", "alpha");
        terminal.type("n");
        awaitScreen("sorted by name");
        awaitOrder("alpha", "beta");
        terminal.type("/bet\r");
        awaitScreen("filter bet");
        await("beta alone", () -> isOnScreen("beta") && !isOnScreen("alpha"));
        terminal.type("\u001b");
        awaitScreen("alpha");
        terminal.type("?");
        awaitScreen("Page Up");
        terminal.type("?");
        awaitScreen("alpha");
        terminal.type("q");

        assertRestored(before);
        assertThat(failure).hasNullValue();
    }

    @Test
    void whatChangesIsShown() throws Exception {
        start(session);
        awaitScreen("alpha");
        session.put(status(3).name("gamma").build());
        session.remove(1);
        awaitScreen("gamma");
        await("no alpha", () -> !isOnScreen("alpha"));
    }

    @Test
    void itFollowsTheSizeOfTheTerminal() throws Exception {
        start(session, "--interval", "1h");
        awaitScreen("Pieces");
        terminal.resize(40, 12);
        await("fewer columns", () -> !terminal.screen().contains("Pieces"));
        terminal.resize(200, 40);
        awaitScreen("Ratio");
    }

    @Test
    void ctrlCLeavesTheTerminalAsItWas() throws Exception {
        Attributes before = terminal.attributes();
        start(session);
        awaitScreen("alpha");
        command.interrupt(); // as Karaf does

        assertRestored(before);
        assertThat(failure).hasNullValue();
    }

    @Test
    void aConnectionThatIsClosedEndsIt() throws Exception {
        Attributes before = terminal.attributes();
        start(session, "--interval", "1h");
        awaitScreen("alpha");
        terminal.hangUp();

        assertRestored(before);
        assertThat(failure).hasNullValue();
    }

    @Test
    void aTerminalThatIsClosedEndsIt() throws Exception {
        start(session, "--interval", "1h");
        awaitScreen("alpha");
        terminal.close();

        command.join(); // with or without a failure: nobody sees it any more
        terminal = new PseudoTerminal(80, 24);
    }

    @Test
    void aSessionThatIsStoppedEndsItWithTheReason() throws Exception {
        AtomicBoolean isStopped = new AtomicBoolean();
        TorrentSession stopping = (TorrentSession) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {TorrentSession.class}, (proxy, method, arguments) -> {
                    if (isStopped.get() && method.getName().equals("status")) {
                        throw new TorrentException(ErrorCode.NO_SESSION, "session 'default' is stopped");
                    }
                    try {
                        return method.invoke(session, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        Attributes before = terminal.attributes();
        start(stopping);
        awaitScreen("alpha");
        isStopped.set(true);

        assertRestored(before);
        assertThat(failure.get()).isInstanceOf(CommandException.class).hasMessage("session 'default' is stopped");
    }

    @Test
    void withoutATerminalItPrintsOneScreenAndEnds() throws Exception {
        String printed = new FakeConsole(session).run(new TopCommand(), "--sort", "name", "--filter", "a");

        assertThat(printed)
                .contains(
                        "Session default (local): 2 torrents: 2 downloading",
                        "sorted by name, filter a",
                        "alpha",
                        "beta")
                .doesNotContain("\u001b", "q leaves");
    }

    @Test
    void badOptionsAreNamed() {
        assertThatThrownBy(() -> new FakeConsole(session).run(new TopCommand(), "--sort", "colour"))
                .hasMessageContaining("invalid --sort 'colour': expected id");
        assertThatThrownBy(() -> new FakeConsole(session).run(new TopCommand(), "--interval", "0"))
                .hasMessageContaining("invalid --interval '0': expected seconds, 1 to 3600");
    }
}
