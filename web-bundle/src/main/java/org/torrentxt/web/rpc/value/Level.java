package org.torrentxt.web.rpc.value;

import org.torrentxt.api.FilePriority;

/** How much a file is wanted, by the numbers of the protocol, which knows three levels where the engine knows seven. */
public final class Level {
    private static final int LOW = -1;
    private static final int NORMAL = 0;
    private static final int HIGH = 1;

    private Level() {}

    /** The level of a priority; normal for a file that is skipped. */
    public static int of(FilePriority priority) {
        if (priority.equals(FilePriority.SKIP)) {
            return NORMAL;
        }
        int more = priority.compareTo(FilePriority.NORMAL);
        return more > 0 ? HIGH : more < 0 ? LOW : NORMAL;
    }
}
