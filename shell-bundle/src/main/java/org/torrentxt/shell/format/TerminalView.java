package org.torrentxt.shell.format;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.karaf.shell.api.console.Terminal;

/** One bar per operation with its note below it, redrawn in place. Follows changes of the terminal's size. */
public final class TerminalView implements ProgressView {
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintStream console;
    private final Supplier<Screen> screen;
    private final Supplier<Integer> height;
    private int linesDrawn;

    /**
     * A view on the given terminal, which displays the console's output.
     *
     * @param screen supplies its current size
     */
    public TerminalView(PrintStream console, Terminal terminal, Supplier<Screen> screen) {
        this.console = console;
        this.screen = screen;
        this.height = terminal::getHeight;
    }

    @Override
    public void show(List<Progress> states) {
        StringBuilder frame = new StringBuilder();
        if (linesDrawn > 0) {
            frame.append("\u001b[").append(linesDrawn).append("A\r");
        }
        List<String> lines = lines(states);
        lines.forEach(line -> frame.append(CLEAR_LINE).append(line).append("\r\n"));
        // fewer lines than before: clears the rest of the last frame
        for (int i = lines.size(); i < linesDrawn; i++) {
            frame.append(CLEAR_LINE).append("\r\n");
        }
        linesDrawn = Math.max(linesDrawn, lines.size());
        console.print(frame);
        console.flush();
    }

    private List<String> lines(List<Progress> states) {
        ProgressBar bar = new ProgressBar(screen.get());
        int room = Math.max(2, height.get() - 2);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            int left = states.size() - i;
            if (lines.size() == room - 1 && left > 1) {
                lines.add(screen.get().fit("and " + left + " more"));
                break;
            }
            lines.add(bar.draw(states.get(i)));
            // bars come before notes where there is no room for all
            List<String> note = note(states.get(i));
            if (lines.size() + note.size() + left - 1 <= room) {
                lines.addAll(note);
            }
        }
        return lines;
    }

    private List<String> note(Progress state) {
        return state.note().isEmpty()
                ? List.of()
                : Columns.wrap("    ", state.note(), screen.get().room()).stream()
                        .map(screen.get()::fit)
                        .toList();
    }

    @Override
    public void close() {
        console.flush();
    }
}
