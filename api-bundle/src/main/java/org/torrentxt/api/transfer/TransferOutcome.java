package org.torrentxt.api.transfer;

/** What happened to a torrent of another client or of a backup. */
public enum TransferOutcome {
    /** It was added; in a dry run, it would be. */
    NEW,
    /** The session has a torrent with the same info-hash, which is unchanged. */
    PRESENT,
    /** It was not added; {@link TransferredTorrent#reason()} says why. */
    REFUSED
}
