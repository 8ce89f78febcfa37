package org.torrentxt.shell.action;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.torrentxt.json.Json;
import org.torrentxt.shell.format.Columns;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.PlainView;
import org.torrentxt.shell.format.ProgressView;
import org.torrentxt.shell.format.Screen;
import org.torrentxt.shell.format.TerminalView;
import org.torrentxt.shell.format.Visible;

/** The destination of a command's results and progress. */
public final class Output {
    private static final String DUMB = "dumb";

    private final Session session;
    private final PrintStream results;
    private final boolean isRedirected;

    /**
     * The output of a command.
     *
     * @param session the console session it runs in
     * @param results its standard output: the terminal, or the pipe or file it is redirected to
     * @param isRedirected true if that is a pipe or a file
     */
    public Output(Session session, PrintStream results, boolean isRedirected) {
        this.session = session;
        this.results = results;
        this.isRedirected = isRedirected;
    }

    /** The command's standard output. */
    public PrintStream stream() {
        return results;
    }

    /** True if that is a pipe or a file, and no terminal. */
    public boolean isRedirected() {
        return isRedirected;
    }

    /** Prints a text of one or several lines; control characters are made visible. */
    public void line(String text) {
        results.println(Visible.lines(text));
    }

    /** Prints a formatted line; control characters in the values are made visible. */
    public void line(String format, Object... values) {
        Object[] shown = Arrays.stream(values)
                .map(value -> value instanceof Number ? value : Visible.line(String.valueOf(value)))
                .toArray();
        results.println(String.format(format, shown));
    }

    /** Prints a JSON document on a line of its own. */
    public void json(Object value) {
        results.println(Json.write(value));
    }

    /**
     * Prints a listing.
     *
     * @param rows what to list
     * @param asJson true for one JSON document
     * @param plain true for rows without a header, cells separated by tabs
     */
    public <T> void listing(Listing<T> listing, List<T> rows, boolean asJson, boolean plain) {
        if (asJson) {
            json(rows);
        } else if (plain) {
            listing.printPlain(rows, results);
        } else {
            listing.print(rows, results, screen());
        }
    }

    /** Prints names and values. */
    public void details(Details details) {
        details.lines(screen()).forEach(results::println);
    }

    /** Flushes the output, to the terminal or to the reader of a pipe. */
    public void flush() {
        results.flush();
        // Karaf's shell passes output to the console through a channel that cannot be flushed.
        if (!isRedirected && session.getTerminal() != null) {
            session.getConsole().flush();
        }
    }

    /** Prints a text after a label, wrapped to the terminal's width. */
    public void wrapped(String label, String text) {
        Columns.wrap(Visible.line(label), Visible.line(text), screen().room()).forEach(results::println);
    }

    /** The screen that results are fitted to: the terminal, if they go there. */
    public Screen screen() {
        return !isRedirected && isTerminal() ? terminal() : Screen.unlimited();
    }

    /** The terminal, for a view that takes all of it; empty if results do not go there, or it cannot move the cursor. */
    public Optional<org.jline.terminal.Terminal> wholeTerminal() {
        return !isRedirected && isTerminal() && session.getTerminal() instanceof org.jline.terminal.Terminal known
                ? Optional.of(known)
                : Optional.empty();
    }

    /** A view for the current terminal: moving bars, or lines if it cannot move the cursor. */
    public ProgressView progress() {
        // Bars go to the console and not into a pipe: "torrent:watch | grep" must not see cursor movements.
        return isTerminal()
                ? new TerminalView(session.getConsole(), session.getTerminal(), this::terminal)
                : new PlainView(results, this::flush);
    }

    // Over SSH, the client reports the character set of its terminal.
    private Screen terminal() {
        Terminal terminal = session.getTerminal();
        return Screen.of(
                terminal.getWidth(),
                terminal instanceof org.jline.terminal.Terminal known ? known.encoding() : Charset.defaultCharset());
    }

    private boolean isTerminal() {
        Terminal terminal = session.getTerminal();
        return terminal != null
                && terminal.getWidth() > 0
                && terminal.getType() != null
                && !terminal.getType().startsWith(DUMB);
    }
}
