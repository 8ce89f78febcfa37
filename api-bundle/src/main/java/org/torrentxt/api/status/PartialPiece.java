package org.torrentxt.api.status;

/**
 * A piece that is partly downloaded. Blocks are of 16 KiB.
 *
 * @param piece 0-based index
 * @param numBlocks blocks it has
 * @param finished blocks that are on disk
 * @param writing blocks that are on their way to the disk
 * @param requested blocks requested from peers
 */
public record PartialPiece(int piece, int numBlocks, int finished, int writing, int requested) {}
