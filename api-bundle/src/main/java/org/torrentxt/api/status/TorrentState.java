package org.torrentxt.api.status;

/** The state of a torrent; libtorrent's {@code torrent_status::state_t}. Whether it is paused is separate. */
public enum TorrentState {
    /** Waiting to be started, or a state unknown to this version. */
    QUEUED(0, "queued"),
    /** Hashing the files on disk. */
    CHECKING(1, "checking"),
    /** Fetching the metadata of a magnet link from peers. */
    FETCHING_METADATA(2, "fetching metadata"),
    /** Downloading pieces. */
    DOWNLOADING(3, "downloading"),
    /** All selected files are complete, but not all files. */
    FINISHED(4, "finished"),
    /** All files are complete. */
    SEEDING(5, "seeding"),
    /** Reading resume data and comparing it with the disk. */
    CHECKING_RESUME(7, "checking resume");

    private final int code;
    private final String label;

    TorrentState(int code, String label) {
        this.code = code;
        this.label = label;
    }

    /** libtorrent's number for this state. */
    public int code() {
        return code;
    }

    /** The state in words. */
    public String label() {
        return label;
    }

    /** The state with that number of libtorrent; {@link #QUEUED} for an unknown one. */
    public static TorrentState of(int code) {
        for (TorrentState state : values()) {
            if (state.code == code) {
                return state;
            }
        }
        return QUEUED;
    }
}
