package org.torrentxt.statefile;

import java.nio.file.Path;

/** Receives what happens to state files, on the thread that writes or reads them; must not throw. */
public interface StateListener {
    /**
     * A file cannot be used.
     *
     * @param file its path, after it was set aside
     * @param reason why, as a part of a sentence
     */
    default void damaged(Path file, String reason) {}

    /** A file cannot be read now, or only by a newer version: it is left unchanged, and not used. */
    default void refused(Path file, String reason) {}

    /** Changes cannot be saved; called once until {@link #recovered}. All changes are kept and tried again. */
    default void failing(String reason) {}

    /** All changes have been saved again. */
    default void recovered() {}

    /** Another folder has taken the place of the former one: everything should be saved again. */
    default void replaced() {}
}
