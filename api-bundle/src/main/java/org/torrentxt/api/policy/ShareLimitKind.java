package org.torrentxt.api.policy;

/** The kinds of limits after which a torrent stops seeding. */
public enum ShareLimitKind {
    /** Bytes sent for each byte received. */
    RATIO("ratio"),
    /** How long it has been seeding. */
    SEEDING_TIME("seedingTime"),
    /** How long it has been seeding without sending anything. */
    IDLE_TIME("idleTime");

    private final String label;

    ShareLimitKind(String label) {
        this.label = label;
    }

    /** The word for it in attributes and events. */
    public String label() {
        return label;
    }
}
