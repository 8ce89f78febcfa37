package org.torrentxt.shell.top;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jline.terminal.Terminal;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Screen;

/** Shows the torrents of a session on the whole screen, again and again. */
@Service
@Command(
        scope = "torrent",
        name = "top",
        description = "Shows the torrents of a session and its rates, updated on the whole screen; ? explains the keys,"
                + " q leaves. Prints them once if the output is not a terminal."
                + " Example: torrent:top --sort up")
public final class TopCommand extends SessionAction {
    private static final long LONGEST_INTERVAL = 3600;
    private static final int LINES_OF_TEXT = 50;

    @Option(name = "--sort", description = "Sort by id, name, state, progress, size, down, up, eta, peers or ratio")
    @Completion(
            value = StringsCompleter.class,
            values = {"id", "name", "state", "progress", "size", "down", "up", "eta", "peers", "ratio"})
    private String sort = "down";

    @Option(name = "--reverse", description = "Reverse the order")
    private boolean reverse;

    @Option(
            name = "--filter",
            description = "Show only torrents that match all words: part of a name, label:films, state:seeding")
    private String filter = "";

    @Option(name = "--interval", description = "Seconds between updates, or a time such as 5m")
    private String interval = "1";

    @Override
    protected void run() throws Exception {
        Duration pause = Numbers.parseTime("--interval", interval, 1, LONGEST_INTERVAL);
        Top top = new Top(session(), SortKey.parse(sort), reverse, new Filter(filter));
        top.refresh();
        Optional<Terminal> terminal = output().wholeTerminal();
        if (terminal.isPresent()) {
            untilInterrupted(() -> live(top, terminal.get(), pause));
        } else {
            new TopView(Screen.unlimited(), LINES_OF_TEXT).text(top).forEach(output()::line);
        }
    }

    private void live(Top top, Terminal terminal, Duration pause) throws IOException, InterruptedException {
        try (FullScreen screen = new FullScreen(terminal)) {
            new LiveTop(top, screen, () -> new TopView(output().screen(), terminal.getHeight()), pause)
                    .run(new Keys(terminal.reader()::read));
        }
    }
}
