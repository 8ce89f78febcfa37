package org.torrentxt.api.status;

/** What a torrent is doing; libtorrent's {@code torrent_status::state_t}. Whether it is paused is separate. */
public enum TorrentState {
    /** Waiting for its turn, or a state that this version does not know. */
    QUEUED(0, "queued"),
    /** Hashing the files that are on disk. */
    CHECKING(1, "checking"),
    /** Fetching the metadata of a magnet link from peers. */
    FETCHING_METADATA(2, "fetching metadata"),
    /** Downloading pieces. */
    DOWNLOADING(3, "downloading"),
    /** All selected files are complete, others are not. */
    FINISHED(4, "finished"),
    /** Complete. */
    SEEDING(5, "seeding"),
    /** Reading resume data and comparing it with the disk. */
    CHECKING_RESUME(7, "checking resume");

    private final int code;
    private final String label;

    TorrentState(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** libtorrent's number of this state. */
    public int code() {
        return code;
    }

    /** The state in words. */
    public String label() {
        return label;
    }

    /** The state of libtorrent's number; {@link #QUEUED} for one without a name. */
    public static TorrentState of(int code) {
        for (TorrentState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        return QUEUED;
    }
}
