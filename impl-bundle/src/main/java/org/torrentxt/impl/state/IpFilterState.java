package org.torrentxt.impl.state;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.statefile.UnusableFileException;

/**
 * A session's IP filter, under the keys of libtorrent's session state. A file of its own, as it may be long and changes
 * rarely.
 *
 * @param rules in the order in which they apply, IPv4 first
 */
public record IpFilterState(List<IpFilter.Rule> rules) {
    static final String KIND = "ip filter";
    static final long VERSION = 1;

    private static final String V4 = "ip_filter4";
    private static final String V6 = "ip_filter6";
    private static final int V4_LENGTH = 4;
    private static final int V6_LENGTH = 16;
    private static final int FLAGS_LENGTH = 4;
    private static final int MAX_RULES = 2_000_000;

    /** Copies the rules. */
    public IpFilterState {
        rules = List.copyOf(rules);
    }

    /** The file with this state. */
    public byte[] toBytes() {
        TreeMap<ByteString, ByteString> outer = new TreeMap<>();
        put(outer, V4, V4_LENGTH);
        put(outer, V6, V6_LENGTH);
        return new Envelope(outer, BencodeDictionary.builder().build()).write(KIND, VERSION);
    }

    private void put(TreeMap<ByteString, ByteString> outer, String key, int length) {
        List<byte[]> encoded = rules.stream()
                .filter(rule -> rule.first().getAddress().length == length)
                .map(IpFilterState::encode)
                .toList();
        outer.put(ByteString.of(key), ByteString.of(Bencode.encode(encoded)));
    }

    private static byte[] encode(IpFilter.Rule rule) {
        byte[] first = rule.first().getAddress();
        byte[] encoded = Arrays.copyOf(first, 2 * first.length + FLAGS_LENGTH);
        System.arraycopy(rule.last().getAddress(), 0, encoded, first.length, first.length);
        encoded[encoded.length - 1] = (byte) (rule.blocked() ? 1 : 0);
        return encoded;
    }

    /**
     * Reads a file.
     *
     * @throws org.torrentxt.statefile.NewerVersionException if only a newer version can read it
     * @throws UnusableFileException if it is damaged
     */
    public static IpFilterState read(byte[] content) throws IOException {
        Envelope envelope = Envelope.read(KIND, VERSION, content);
        List<IpFilter.Rule> rules = new ArrayList<>();
        try {
            add(envelope, V4, V4_LENGTH, rules);
            add(envelope, V6, V6_LENGTH, rules);
        } catch (TorrentException e) {
            throw new UnusableFileException(e.getMessage());
        }
        return new IpFilterState(rules);
    }

    private static void add(Envelope envelope, String key, int length, List<IpFilter.Rule> rules)
            throws UnusableFileException {
        Optional<ByteString> encoded = Optional.ofNullable(envelope.outer().get(ByteString.of(key)));
        CheckedFields fields = new CheckedFields(BencodeDictionary.builder()
                .put(key, encoded.map(Bencode::decode).orElse(List.of()))
                .build());
        for (Object rule : fields.list(key, MAX_RULES)) {
            if (!(rule instanceof ByteString bytes) || bytes.length() != 2 * length + FLAGS_LENGTH) {
                throw new UnusableFileException("invalid value of '" + key + "': no range of addresses");
            }
            rules.add(decode(bytes.bytes(), length));
        }
    }

    private static IpFilter.Rule decode(byte[] encoded, int length) throws UnusableFileException {
        try {
            return new IpFilter.Rule(
                    InetAddress.getByAddress(Arrays.copyOf(encoded, length)),
                    InetAddress.getByAddress(Arrays.copyOfRange(encoded, length, 2 * length)),
                    (encoded[encoded.length - 1] & 1) != 0);
        } catch (UnknownHostException e) {
            throw new UnusableFileException("invalid address"); // cannot happen: its length is right
        }
    }
}
