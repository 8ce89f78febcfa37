package org.torrentxt.shell.top;

import java.io.IOError;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal of which a view has all: what was on it before comes back when this is closed. Keys come at once and are not
 * shown, Ctrl-C still interrupts, and Ctrl-Z has no effect, as the prompt would appear in the view. Lines are only
 * written where they have changed.
 */
final class FullScreen implements AutoCloseable {
    private final Terminal terminal;
    private final Attributes before;
    private final Terminal.SignalHandler resized;
    private final Terminal.SignalHandler suspended;

    private volatile boolean isResized;
    private List<String> shown = List.of();

    FullScreen(Terminal terminal) {
        this.terminal = terminal;
        before = terminal.enterRawMode();
        resized = terminal.handle(Terminal.Signal.WINCH, signal -> isResized = true);
        suspended = terminal.handle(Terminal.Signal.TSTP, Terminal.SignalHandler.SIG_IGN);
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        clear();
    }

    /** True if the size has changed since {@link #takeResized}. */
    boolean isResized() {
        return isResized;
    }

    /** True once after the size has changed. */
    boolean takeResized() {
        boolean was = isResized;
        isResized = false;
        return was;
    }

    /** Forgets what is shown, so that all is written again. */
    void clear() {
        shown = List.of();
        terminal.writer().print("\u001b[2J");
        terminal.writer().flush();
    }

    /** Shows lines, none wider than the terminal, in place of those before. */
    void show(List<String> lines) {
        StringBuilder changes = new StringBuilder();
        for (int i = 0; i < Math.max(lines.size(), shown.size()); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (i >= shown.size() || !shown.get(i).equals(line)) {
                changes.append("\u001b[").append(i + 1).append(";1H\u001b[2K").append(line);
            }
        }
        shown = List.copyOf(lines);
        terminal.writer().print(changes);
        terminal.writer().flush();
    }

    @Override
    public void close() {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.writer().flush();
        terminal.handle(Terminal.Signal.WINCH, resized);
        terminal.handle(Terminal.Signal.TSTP, suspended);
        try {
            terminal.setAttributes(before);
        } catch (IOError e) {
            // the terminal is gone, as when the connection was closed
        }
    }
}
