package org.torrentxt.impl.create;

import static org.torrentxt.impl.create.Digests.SHA256_BYTES;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Reads pieces and hashes them, one at a time, for v1 and v2 in the same pass. For one thread at a time. */
final class PieceHasher implements AutoCloseable {
    // a multiple of the block, so that no block spans two reads; small enough to be still in the cache for the second
    // digest
    private static final int CHUNK = 256 * 1024;
    private static final byte[] ZEROS = new byte[64 * 1024];

    private final PieceMap map;
    private final PieceHashes hashes;
    private final BooleanSupplier cancelled;
    private final FileCursor cursor = new FileCursor();
    private final MessageDigest sha1 = Digests.sha1();
    private final MessageDigest sha256 = Digests.sha256();
    private final byte[] chunk;
    private final byte[] leaves;
    private int numLeaves;

    PieceHasher(PieceMap map, PieceHashes hashes, BooleanSupplier cancelled) {
        this.map = map;
        this.hashes = hashes;
        this.cancelled = cancelled;
        this.chunk = new byte[Math.min(CHUNK, map.pieceLength())];
        this.leaves = new byte[hashes.hasV2() ? map.pieceLength() / MerkleTree.BLOCK * SHA256_BYTES : 0];
    }

    /**
     * Hashes one piece and puts the result.
     *
     * @return bytes read, without padding
     * @throws CancellationException if it was cancelled
     */
    long hash(int piece) {
        numLeaves = 0;
        sha1.reset();
        long end = map.end(piece);
        long position = map.start(piece);
        int first = map.fileAt(position);
        long bytesRead = 0;
        for (int file = first; position < end; file++) {
            int count = hashFile(file, position, end);
            bytesRead += count;
            position += count + hashPadding(file, position + count, end);
        }
        if (hashes.hasV1()) {
            hashes.putV1(piece, sha1.digest());
        }
        if (hashes.hasV2()) {
            hashes.putV2(first, piece, rootOf(first));
        }
        return bytesRead;
    }

    private int hashFile(int file, long from, long end) {
        ContentFile content = map.files().get(file);
        long start = map.fileStart(file);
        long until = Math.min(end, start + content.size());
        long position = from;
        while (position < until) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
            int count = (int) Math.min(chunk.length, until - position);
            cursor.read(content, position - start, ByteBuffer.wrap(chunk, 0, count));
            hashChunk(count);
            position += count;
        }
        return (int) (position - from);
    }

    private void hashChunk(int count) {
        if (hashes.hasV1()) {
            sha1.update(chunk, 0, count);
        }
        if (hashes.hasV2()) {
            for (int offset = 0; offset < count; offset += MerkleTree.BLOCK) {
                sha256.update(chunk, offset, Math.min(MerkleTree.BLOCK, count - offset));
                Digests.finish(sha256, leaves, numLeaves++ * SHA256_BYTES);
            }
        }
    }

    private long hashPadding(int file, long from, long end) {
        long length = Math.min(map.padding(file), end - from);
        if (hashes.hasV1()) {
            for (long left = length; left > 0; left -= ZEROS.length) {
                sha1.update(ZEROS, 0, (int) Math.min(ZEROS.length, left));
            }
        }
        return length;
    }

    // A file of less than a piece has a tree of its own size; every other piece has a full one.
    private byte[] rootOf(int file) {
        boolean small = map.files().get(file).size() < map.pieceLength();
        int width = small ? MerkleTree.widthOf(numLeaves) : map.pieceLength() / MerkleTree.BLOCK;
        return MerkleTree.root(sha256, leaves, numLeaves, width, new byte[SHA256_BYTES]);
    }

    @Override
    public void close() {
        cursor.close();
    }
}
