package org.torrentxt.impl.state;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.UnusableFileException;

/**
 * The pieces of large torrents in bits: libtorrent takes a byte a piece, which would be most of the state of a torrent
 * with very many. Small ones keep libtorrent's form, which other clients read.
 */
final class PackedPieces {
    /** The number of pieces that are not packed. */
    static final int SMALL = 2_048;

    private static final ByteString PIECES = ByteString.of("pieces");
    private static final String COUNT = "piece count";
    private static final String HAVE = "have";
    private static final String VERIFIED = "verified";
    private static final int HAVE_BIT = 1;
    private static final int VERIFIED_BIT = 2;
    private static final int MAX_PIECES = 8 * 1024 * 1024; // the engine takes 2 Mi

    private PackedPieces() {}

    /** Takes the pieces out of libtorrent's keys, and puts them into ours, if that is shorter. */
    static void pack(SortedMap<ByteString, ByteString> outer, BencodeDictionary.Builder own) {
        Optional<byte[]> found = pieces(outer);
        if (found.isEmpty() || found.get().length <= SMALL || !isPackable(found.get())) {
            return;
        }
        byte[] pieces = found.get();
        outer.remove(PIECES);
        own.put(COUNT, pieces.length).put(HAVE, bits(pieces, HAVE_BIT));
        byte[] verified = bits(pieces, VERIFIED_BIT);
        if (verified.length > 0) {
            own.put(VERIFIED, verified);
        }
    }

    private static Optional<byte[]> pieces(Map<ByteString, ByteString> outer) {
        try {
            return Optional.ofNullable(outer.get(PIECES))
                    .map(Bencode::decode)
                    .filter(ByteString.class::isInstance)
                    .map(value -> ((ByteString) value).bytes());
        } catch (TorrentException e) {
            return Optional.empty(); // kept as it is; the engine reports it
        }
    }

    private static boolean isPackable(byte[] pieces) {
        for (byte piece : pieces) {
            if ((piece & ~(HAVE_BIT | VERIFIED_BIT)) != 0) {
                return false;
            }
        }
        return true;
    }

    // as many bytes as there are up to the last 1
    private static byte[] bits(byte[] pieces, int bit) {
        BitSet bits = new BitSet(pieces.length);
        for (int i = 0; i < pieces.length; i++) {
            bits.set(i, (pieces[i] & bit) != 0);
        }
        return bits.toByteArray();
    }

    /** Undoes {@link #pack}. */
    static void unpack(CheckedFields own, SortedMap<ByteString, ByteString> outer) throws UnusableFileException {
        Optional<Long> count = own.integer(COUNT, 0, MAX_PIECES);
        if (count.isEmpty()) {
            return;
        }
        if (outer.containsKey(PIECES)) {
            throw new UnusableFileException("the pieces are in it twice");
        }
        byte[] pieces = new byte[count.get().intValue()];
        set(pieces, own, HAVE, HAVE_BIT);
        set(pieces, own, VERIFIED, VERIFIED_BIT);
        outer.put(PIECES, ByteString.of(Bencode.encode(pieces)));
    }

    private static void set(byte[] pieces, CheckedFields own, String key, int bit) throws UnusableFileException {
        Optional<ByteString> found = own.bytes(key, (pieces.length + 7) / 8);
        if (found.isEmpty()) {
            return;
        }
        BitSet bits = BitSet.valueOf(found.get().bytes());
        if (bits.length() > pieces.length) {
            throw new UnusableFileException("invalid value of '" + key + "': more than " + pieces.length + " pieces");
        }
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
            pieces[i] |= (byte) bit;
        }
    }

    static boolean isOwnKey(String key) {
        return key.equals(COUNT) || key.equals(HAVE) || key.equals(VERIFIED);
    }
}
