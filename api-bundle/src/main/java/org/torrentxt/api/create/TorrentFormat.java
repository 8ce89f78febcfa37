package org.torrentxt.api.create;

/** The BitTorrent versions of a .torrent file. */
public enum TorrentFormat {
    /** BitTorrent v1 (BEP 3): SHA-1 of each piece. Supported by every client. */
    V1,
    /** BitTorrent v2 (BEP 52): a SHA-256 tree for each file. */
    V2,
    /** Both versions, for swarms of old and new clients. */
    HYBRID
}
