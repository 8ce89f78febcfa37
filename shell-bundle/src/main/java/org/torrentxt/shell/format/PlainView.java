package org.torrentxt.shell.format;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Progress as lines, for output that is not a terminal: one for each new phase or note, and one for every tenth of it.
 */
public final class PlainView implements ProgressView {
    private static final int STEPS = 10;

    private record Mark(String phase, int step, String note) {}

    private final PrintStream out;
    private final Runnable flush;
    private final Map<String, Mark> shown = new HashMap<>();

    /**
     * A view that prints lines.
     *
     * @param flush flushes the output
     */
    public PlainView(PrintStream out, Runnable flush) {
        this.out = out;
        this.flush = flush;
    }

    @Override
    public void show(List<Progress> states) {
        for (Progress state : states) {
            Mark mark = new Mark(state.phase(), (int) (state.fraction() * STEPS), state.note());
            if (!mark.equals(shown.put(state.label(), mark))) {
                out.println(state.sentence());
            }
        }
        flush.run();
    }

    @Override
    public void close() {
        flush.run();
    }
}
