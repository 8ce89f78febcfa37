package org.torrentxt.impl.state;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.NewerVersionException;
import org.torrentxt.statefile.UnusableFileException;

/**
 * The common form of our state files: a bencoded dictionary with the keys of libtorrent, so that other clients can read
 * it, and one key with what is ours, including the version of the format and a checksum of everything.
 *
 * @param outer the encoded values of libtorrent's keys
 * @param own what is ours, without version and checksum
 */
record Envelope(SortedMap<ByteString, ByteString> outer, BencodeDictionary own) {
    /** Our key in the file. */
    static final ByteString OWN = ByteString.of("torrentxt");

    private static final String KIND = "kind";
    private static final String VERSION = "version";
    private static final String CHECKSUM = "checksum";
    private static final int MAX_KIND = 100;

    /** The file's content. */
    byte[] write(String kind, long version) {
        return sealed(outer, copy(own).put(KIND, kind).put(VERSION, version).build());
    }

    /** The content with the right checksum, whatever it is. */
    static byte[] sealed(SortedMap<ByteString, ByteString> outer, BencodeDictionary own) {
        BencodeDictionary rest = without(own, CHECKSUM);
        BencodeDictionary all =
                copy(rest).put(CHECKSUM, checksum(with(outer, rest))).build();
        return Bencode.join(with(outer, all));
    }

    private static SortedMap<ByteString, ByteString> with(
            SortedMap<ByteString, ByteString> outer, BencodeDictionary mine) {
        SortedMap<ByteString, ByteString> all = new TreeMap<>(outer);
        all.put(OWN, ByteString.of(Bencode.encode(mine)));
        return all;
    }

    // CRC-32C finds what a disk or an editor changed; it is not meant to keep anybody from changing state.
    private static long checksum(SortedMap<ByteString, ByteString> all) {
        CRC32C checksum = new CRC32C();
        Bencode.join(all, checksum);
        return checksum.getValue();
    }

    private static BencodeDictionary.Builder copy(BencodeDictionary dictionary) {
        BencodeDictionary.Builder copy = BencodeDictionary.builder();
        dictionary.entries().forEach(copy::put);
        return copy;
    }

    /**
     * Reads a file.
     *
     * @param kind what it must be
     * @param version the newest version that can be read
     * @throws NewerVersionException if it has a newer one
     * @throws UnusableFileException if it is damaged, or something else
     */
    static Envelope read(String kind, long version, byte[] content) throws IOException {
        SortedMap<ByteString, ByteString> outer = new TreeMap<>(slices(content));
        ByteString mine = outer.remove(OWN);
        if (mine == null) {
            throw new UnusableFileException("no state of TorrentXT");
        }
        CheckedFields fields = new CheckedFields(decode(mine));
        // the version first: newer ones may be different in everything else
        long found = fields.required(VERSION, 1, Long.MAX_VALUE);
        if (found > version) {
            throw new NewerVersionException(found, version);
        }
        long checksum = fields.required(CHECKSUM, 0, 0xffff_ffffL);
        BencodeDictionary rest = without(fields.values(), CHECKSUM);
        if (checksum(with(outer, rest)) != checksum) {
            throw new UnusableFileException("damaged: its checksum does not match");
        }
        if (!fields.text(KIND, MAX_KIND).orElse("").equals(kind)) {
            throw new UnusableFileException("no " + kind + " state of TorrentXT");
        }
        return new Envelope(outer, without(rest, KIND, VERSION));
    }

    private static BencodeDictionary without(BencodeDictionary dictionary, String... keys) {
        BencodeDictionary.Builder rest = BencodeDictionary.builder();
        dictionary.entries().forEach((key, value) -> {
            if (!List.of(keys).contains(key.text())) {
                rest.put(key, value);
            }
        });
        return rest.build();
    }

    private static Map<ByteString, ByteString> slices(byte[] content) throws UnusableFileException {
        try {
            return BencodeSlices.of(content);
        } catch (TorrentException e) {
            throw new UnusableFileException("damaged: " + e.getMessage());
        }
    }

    private static BencodeDictionary decode(ByteString mine) throws UnusableFileException {
        try {
            return Bencode.decodeDictionary(mine.bytes());
        } catch (TorrentException e) {
            throw new UnusableFileException("damaged: " + e.getMessage());
        }
    }
}
