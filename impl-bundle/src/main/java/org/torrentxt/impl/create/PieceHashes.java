package org.torrentxt.impl.create;

import static org.torrentxt.impl.create.Digests.SHA1_BYTES;
import static org.torrentxt.impl.create.Digests.SHA256_BYTES;

import java.util.Arrays;
import org.torrentxt.api.create.TorrentFormat;

/** The hashes of all pieces. Threads may store different pieces concurrently; read only after they have ended. */
final class PieceHashes {
    private final PieceMap map;
    private final byte[] v1;
    private final byte[][] v2;

    PieceHashes(PieceMap map, TorrentFormat format) {
        this.map = map;
        this.v1 = format == TorrentFormat.V2 ? new byte[0] : new byte[map.numPieces() * SHA1_BYTES];
        this.v2 = format == TorrentFormat.V1
                ? new byte[0][]
                : new byte[map.files().size()][];
        for (int file = 0; file < v2.length; file++) {
            v2[file] = new byte[map.numPieces(file) * SHA256_BYTES];
        }
    }

    boolean hasV1() {
        return v1.length > 0;
    }

    boolean hasV2() {
        return v2.length > 0;
    }

    void putV1(int piece, byte[] sha1) {
        System.arraycopy(sha1, 0, v1, piece * SHA1_BYTES, SHA1_BYTES);
    }

    void putV2(int file, int piece, byte[] root) {
        int inFile = piece - (int) (map.fileStart(file) / map.pieceLength());
        System.arraycopy(root, 0, v2[file], inFile * SHA256_BYTES, SHA256_BYTES);
    }

    /** The concatenated SHA-1 hashes of all pieces. */
    byte[] v1() {
        return v1.clone();
    }

    /** The piece layer of a file: for a file with one piece its root, for an empty file nothing. */
    byte[] layer(int file) {
        return v2[file].clone();
    }

    /** The root hash of a file that is not empty. */
    byte[] root(int file) {
        int pieces = map.numPieces(file);
        if (pieces == 1) {
            return Arrays.copyOf(v2[file], SHA256_BYTES);
        }
        var sha256 = Digests.sha256();
        byte[] pad = MerkleTree.zeroRoot(sha256, map.pieceLength() / MerkleTree.BLOCK);
        return MerkleTree.root(sha256, layer(file), pieces, MerkleTree.widthOf(pieces), pad);
    }
}
