package org.torrentxt.impl.migration;

import java.util.Arrays;
import java.util.Optional;
import org.torrentxt.bencode.ByteString;

/** The pieces that Transmission had: it saves a bit a block of 16 KiB, the highest bit of a byte first. */
final class TransmissionProgress {
    private static final long BLOCK = 16 * 1024;

    private TransmissionProgress() {}

    /**
     * A byte per piece as libtorrent has them, 1 for those that are complete; empty if that cannot be told, as for v2
     * torrents.
     */
    static Optional<byte[]> pieces(TransmissionState saved, TorrentMetainfo metainfo) {
        long pieceLength = metainfo.pieceLength();
        int count = metainfo.pieces();
        long size = metainfo.files().stream()
                .mapToLong(TorrentMetainfo.Entry::length)
                .reduce(0, TransmissionProgress::sum);
        Optional<ByteString> blocks = blocks(saved);
        if (blocks.isEmpty() || count == 0 || pieceLength % BLOCK != 0 || roundedUp(size, pieceLength) != count) {
            return Optional.empty();
        }
        byte[] pieces = new byte[count];
        if (blocks.get().text().equals("all")) {
            Arrays.fill(pieces, (byte) 1);
        } else if (!blocks.get().text().equals("none")) {
            fill(pieces, blocks.get().bytes(), pieceLength / BLOCK, roundedUp(size, BLOCK));
        }
        return Optional.of(pieces);
    }

    // before version 2.20, the bits had another name
    private static Optional<ByteString> blocks(TransmissionState saved) {
        TransmissionState progress = saved.dictionary("progress");
        return progress.bytes("blocks").or(() -> progress.bytes("bitfield"));
    }

    /** True if there was any content, as far as that can be told. */
    static boolean hasAny(TransmissionState saved) {
        Optional<ByteString> blocks = blocks(saved).filter(bits -> !bits.text().equals("none"));
        if (blocks.isPresent()) {
            for (byte bits : blocks.get().bytes()) {
                if (bits != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void fill(byte[] pieces, byte[] bits, long perPiece, long blocks) {
        for (int piece = 0; piece < pieces.length; piece++) {
            long end = Math.min((piece + 1) * perPiece, blocks);
            boolean isComplete = true;
            for (long block = piece * perPiece; block < end && isComplete; block++) {
                isComplete = isSet(bits, block);
            }
            pieces[piece] = (byte) (isComplete ? 1 : 0);
        }
    }

    private static boolean isSet(byte[] bits, long index) {
        int at = (int) Math.min(Integer.MAX_VALUE, index / Byte.SIZE);
        return at < bits.length && (bits[at] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1) != 0;
    }

    private static long roundedUp(long bytes, long unit) {
        return bytes / unit + (bytes % unit == 0 ? 0 : 1);
    }

    private static long sum(long left, long right) {
        return Math.min(Long.MAX_VALUE - right, left) + right;
    }

    static boolean isComplete(byte[] pieces) {
        for (byte piece : pieces) {
            if (piece != 1) {
                return false;
            }
        }
        return true;
    }
}
