package org.torrentxt.shell.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.format.Listing;

class OutputTest {
    private static final String LONG = "n".repeat(200);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final Listing<String> listing = new Listing<String>("none").text("Name", name -> name);

    @Test
    void aListingEndsWithTheTerminal() {
        new Output(terminal(), out, false).listing(listing, List.of(LONG), false, false);

        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 40);
    }

    @Test
    void inAPipeOfThatTerminalNothingIsCut() {
        new Output(terminal(), out, true).listing(listing, List.of(LONG), false, false);

        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(LONG);
    }

    @Test
    void whatIsFlushedIsOnTheScreenAtOnceThoughTheShellPassesItOnUnflushed() throws IOException {
        PrintStream console = new PrintStream(new BufferedOutputStream(printed), false, StandardCharsets.UTF_8);
        Session session =
                proxy(Session.class, "getTerminal", proxy(Terminal.class, "", "", "", ""), "getConsole", console);
        // as in Karaf, where flushing ends at a channel
        PrintStream channel =
                new PrintStream(Channels.newOutputStream(Channels.newChannel(console)), true, StandardCharsets.UTF_8);
        Output output = new Output(session, channel, false);

        output.line("ok");
        assertThat(printed.size()).isZero();
        output.flush();

        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("ok");
    }

    private static Session terminal() {
        Terminal terminal = proxy(Terminal.class, "getWidth", 40, "getType", "xterm");
        return proxy(Session.class, "getTerminal", terminal, "", "");
    }

    private static <T> T proxy(Class<T> type, String first, Object one, String second, Object other) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals(first)) {
                        return one;
                    }
                    if (method.getName().equals(second)) {
                        return other;
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }
}
