package org.torrentxt.impl.stream;

/** How pieces are requested of the engine. Does nothing once the torrent is gone. */
public interface PieceRequests {
    /** The priority of a piece, 0 for one that is skipped. */
    int priority(int piece);

    /** Sets a priority of 1 to 7, or 0 for a piece that is skipped. */
    void prioritize(int piece, int priority);

    /** Sets or changes a deadline; the piece has priority 7 then, also if it was skipped. */
    void setDeadline(int piece, int millis);

    /** Takes a deadline back; the piece has priority 1 then. */
    void resetDeadline(int piece);

    /**
     * Has pieces requested in their order, the first and the last one included, but for those with priority 7, which
     * come first.
     */
    void setOrder(int first, int last);

    /** Takes that back. */
    void resetOrder();
}
