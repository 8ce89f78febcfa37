package org.torrentxt.api.policy;

/** Where a limit of a torrent comes from. */
public enum LimitMode {
    /** It is that of the category of the torrent, if that has one, or of the session. */
    SESSION("session"),
    /** It is the torrent's own. */
    OWN("own"),
    /** There is none. */
    NONE("none");

    private final String label;

    LimitMode(String label) {
        this.label = label;
    }

    /** The word for it in attributes and commands. */
    public String label() {
        return label;
    }
}
