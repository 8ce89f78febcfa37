package org.torrentxt.impl.engine.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeSlices;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;

/**
 * The content of a .torrent file outside its info dictionary. Read here, as the binding garbles characters beyond
 * U+FFFF and invalid UTF-8.
 */
final class TorrentContent {
    private final Map<ByteString, ByteString> values;

    private TorrentContent(Map<ByteString, ByteString> values) {
        this.values = values;
    }

    /**
     * Reads a file that the engine accepts.
     *
     * @throws TorrentException if it is malformed
     */
    static TorrentContent of(byte[] content) {
        return new TorrentContent(BencodeSlices.of(BencodeTokens.first(content)));
    }

    OuterKeys outerKeys() {
        return OuterKeys.ofTorrent(values);
    }

    /** The encoded value of a key; empty if there is none. */
    Optional<byte[]> encoded(String key) {
        return Optional.ofNullable(values.get(ByteString.of(key))).map(ByteString::bytes);
    }

    /** The same file without one of its keys. */
    byte[] without(String key) {
        SortedMap<ByteString, ByteString> kept = new TreeMap<>(values);
        kept.remove(ByteString.of(key));
        return Bencode.join(kept);
    }

    /** The trackers, in any order within a tier (BEP 12). */
    List<Withheld.Tracker> trackers() {
        List<Withheld.Tracker> trackers = new ArrayList<>();
        if (value("announce-list") instanceof List<?> tiers) {
            for (int tier = 0; tier < tiers.size(); tier++) {
                List<String> urls = tiers.get(tier) instanceof List<?> some ? urls(some) : new ArrayList<>();
                Collections.shuffle(urls);
                for (String url : urls) {
                    trackers.add(new Withheld.Tracker(url, tier));
                }
            }
        }
        if (trackers.isEmpty() && value("announce") instanceof ByteString announce) {
            urls(List.of(announce)).forEach(url -> trackers.add(new Withheld.Tracker(url, 0)));
        }
        return trackers;
    }

    /**
     * The web seeds.
     *
     * @param isFolder true if their URLs refer to a folder and must end with a slash
     */
    List<String> webSeeds(boolean isFolder) {
        Object list = value("url-list");
        Set<String> unique = new LinkedHashSet<>();
        for (String url : urls(list instanceof List<?> some ? some : list == null ? List.of() : List.of(list))) {
            unique.add(isFolder && !url.endsWith("/") ? url + "/" : url);
        }
        return List.copyOf(unique);
    }

    private Object value(String key) {
        try {
            return encoded(key).map(Bencode::decode).orElse(null);
        } catch (TorrentException e) {
            return null; // the engine is less strict, but yields no URL
        }
    }

    private static List<String> urls(List<?> values) {
        List<String> urls = new ArrayList<>();
        for (Object value : values) {
            String url = value instanceof ByteString text ? encoded(text) : "";
            if (!url.isEmpty()) {
                urls.add(url);
            }
        }
        return urls;
    }

    /** A URL with each invalid byte percent-encoded. */
    private static String encoded(ByteString url) {
        String text = new String(url.bytes(), ISO_8859_1).stripLeading();
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(ISO_8859_1)) {
            if (b <= ' ' || b == 0x7f || "\"<>\\^`{|}".indexOf(b) >= 0) {
                encoded.append(String.format("%%%02X", b));
            } else {
                encoded.append((char) b);
            }
        }
        return encoded.toString();
    }
}
