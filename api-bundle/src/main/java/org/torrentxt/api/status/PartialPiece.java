package org.torrentxt.api.status;

/**
 * A partly downloaded piece. A block has 16 KiB.
 *
 * @param piece 0-based index
 * @param numBlocks number of blocks
 * @param finished blocks written to disk
 * @param writing blocks being written to disk
 * @param requested blocks requested from peers
 */
public record PartialPiece(int piece, int numBlocks, int finished, int writing, int requested) {}
