package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;

/** What importing needs of a .torrent file. */
final class TorrentMetainfo {
    private static final List<String> COPIED = List.of("comment", "created by", "creation date", "url-list");
    private static final long MAX_LENGTH = 1L << 48;
    private static final int MAX_PIECES = 1 << 24;

    private final byte[] content;
    private final Map<ByteString, ByteString> values;
    private final byte[] encodedInfo;
    private final BencodeDictionary info;

    private TorrentMetainfo(byte[] content) {
        this.content = content;
        this.values = BencodeSlices.of(content);
        ByteString encoded = values.get(ByteString.of("info"));
        if (encoded == null) {
            throw TorrentException.invalid("no .torrent file: it has no metadata");
        }
        this.encodedInfo = encoded.bytes();
        this.info = Bencode.decodeDictionary(encodedInfo);
    }

    /**
     * Reads a .torrent file.
     *
     * @throws TorrentException INVALID_ARGUMENT if it is malformed
     */
    static TorrentMetainfo of(byte[] content) {
        return new TorrentMetainfo(BencodeTokens.first(content));
    }

    /** Reads one from disk. */
    static TorrentMetainfo read(Path file) throws IOException {
        return of(SourceFolder.read(file));
    }

    byte[] content() {
        return content.clone();
    }

    byte[] encodedInfo() {
        return encodedInfo.clone();
    }

    boolean isV2() {
        return info.integer("meta version").orElse(1L) == 2;
    }

    private boolean isV1() {
        return info.string("pieces").isPresent();
    }

    InfoHashes infoHashes() {
        return new InfoHashes(
                isV1() || !isV2() ? Optional.of(hash("SHA-1")) : Optional.empty(),
                isV2() ? Optional.of(hash("SHA-256")) : Optional.empty());
    }

    private InfoHash hash(String algorithm) {
        try {
            return InfoHash.of(MessageDigest.getInstance(algorithm).digest(encodedInfo));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has " + algorithm, e);
        }
    }

    String name() {
        return info.string("name.utf-8")
                .or(() -> info.string("name"))
                .map(ByteString::text)
                .orElse("");
    }

    /** The number of bytes in a piece; 0 if it is invalid. */
    long pieceLength() {
        return info.integer("piece length").filter(length -> length > 0).orElse(0L);
    }

    /** The number of v1 pieces; 0 if there are none. */
    int pieces() {
        int count = info.string("pieces").map(ByteString::length).orElse(0) / 20;
        return Math.min(count, MAX_PIECES);
    }

    /** The v1 paths and lengths of all files, as libtorrent numbers them; empty if there are none, or they are invalid. */
    List<Entry> files() {
        Optional<Long> single = info.integer("length");
        if (single.isPresent()) {
            return List.of(new Entry(name(), length(single)));
        }
        List<Entry> files = new ArrayList<>();
        for (Object file : info.list("files").orElse(List.of())) {
            if (!(file instanceof BencodeDictionary dictionary)) {
                return List.of();
            }
            String path = dictionary.list("path").orElse(List.of()).stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining("/"));
            files.add(new Entry(name() + "/" + path, length(dictionary.integer("length"))));
        }
        return files;
    }

    /** The paths of all files, with the names that they were given; that of the whole content if there are no v1 files. */
    List<String> paths(List<?> renamed) {
        List<String> own = files().stream().map(Entry::path).toList();
        if (own.isEmpty()) {
            return List.of(name());
        }
        return renamed.size() == own.size()
                ? IntStream.range(0, own.size())
                        .mapToObj(i -> renamed.get(i) instanceof ByteString path && path.length() > 0
                                ? path.text()
                                : own.get(i))
                        .toList()
                : own;
    }

    /** A file in the metadata. */
    record Entry(String path, long length) {}

    private static long length(Optional<Long> length) {
        return length.filter(value -> value >= 0 && value <= MAX_LENGTH).orElse(0L);
    }

    /** What libtorrent would save of this torrent before it has any piece. */
    ResumeDictionary resume(String savePath, Set<TorrentFlag> flags) {
        ResumeDictionary resume = ResumeDictionary.minimal(infoHashes(), savePath, flags)
                .withEncoded("info", encodedInfo)
                .with("trackers", trackers());
        for (String key : COPIED) {
            ByteString value = values.get(ByteString.of(key));
            if (value != null) {
                resume = resume.withEncoded(key, key.equals("url-list") ? list(value.bytes()) : value.bytes());
            }
        }
        return resume;
    }

    private static byte[] list(byte[] encoded) {
        Object value = Bencode.decode(encoded);
        return Bencode.encode(value instanceof List<?> list ? list : List.of(value));
    }

    private List<?> trackers() {
        Object tiers = value("announce-list");
        if (tiers instanceof List<?> some && !some.isEmpty()) {
            return some;
        }
        Object single = value("announce");
        return single instanceof ByteString url && url.length() > 0 ? List.of(List.of(url)) : List.of();
    }

    private Object value(String key) {
        ByteString encoded = values.get(ByteString.of(key));
        return encoded == null ? null : Bencode.decode(encoded);
    }
}
