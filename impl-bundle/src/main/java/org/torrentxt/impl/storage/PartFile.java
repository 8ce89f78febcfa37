package org.torrentxt.impl.storage;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.stream.Stream;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;

/**
 * The file in which the engine keeps those bytes of pieces that belong to skipped files: {@code .HASH.parts} in the
 * save path. It begins with the number of pieces, their length, and for each piece the slot that it has in the file, or
 * -1; slots follow after a header that is rounded up.
 */
public final class PartFile {
    private static final int SHORT_HASH = 40;
    private static final int HEADER_UNIT = 1024;

    private PartFile() {}

    /** Its possible names: a torrent that was added by one info-hash may have another one, too. */
    public static Stream<Path> names(InfoHashes hashes) {
        return hashes.stream().map(PartFile::name);
    }

    private static Path name(InfoHash hash) {
        return Path.of("." + hash.hex().substring(0, SHORT_HASH) + ".parts");
    }

    /** True if there is one in the folder. */
    public static boolean isIn(Path folder, InfoHashes hashes) {
        return names(hashes).anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    /**
     * The pieces of which the torrent's file in the folder holds something; none if it cannot be read or is not the
     * torrent's, as the engine starts it anew then.
     *
     * @param pieces how many the torrent has
     * @param length of each, in bytes
     */
    public static BitSet pieces(Path folder, InfoHashes hashes, int pieces, int length) {
        Path file = folder.resolve(name(hashes.v2().or(hashes::v1).orElseThrow()));
        BitSet held = new BitSet();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            if (in.readInt() == pieces && in.readInt() == length) {
                byte[] bytes = in.readNBytes(Math.multiplyExact(pieces, Integer.BYTES));
                IntBuffer slots = ByteBuffer.wrap(bytes).asIntBuffer();
                long content = Files.size(file) - header(pieces);
                for (int piece = 0; piece < slots.limit(); piece++) {
                    int slot = slots.get(piece);
                    held.set(piece, slot >= 0 && slot < pieces && (long) slot * length < content);
                }
            }
        } catch (IOException | ArithmeticException e) {
            held.clear();
        }
        return held;
    }

    private static long header(int pieces) {
        long words = (2L + pieces) * Integer.BYTES;
        return (words + HEADER_UNIT - 1) / HEADER_UNIT * HEADER_UNIT;
    }
}
