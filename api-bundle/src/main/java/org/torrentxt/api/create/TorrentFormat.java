package org.torrentxt.api.create;

/** The versions of BitTorrent that a .torrent file speaks. */
public enum TorrentFormat {
    /** BitTorrent v1 (BEP 3): SHA-1 of each piece. Every client reads it. */
    V1,
    /** BitTorrent v2 (BEP 52): a SHA-256 tree for each file. */
    V2,
    /** Both in one, for swarms of old and new clients. */
    HYBRID
}
