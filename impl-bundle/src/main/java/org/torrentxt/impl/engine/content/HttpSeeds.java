package org.torrentxt.impl.engine.content;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/**
 * The web seeds of BEP 17, in the key {@code httpseeds} of .torrent files and resume data. They are not used: the
 * binding treats those of a .torrent file as web seeds of BEP 19, and the engine would use those of resume data
 * regardless of the network mode.
 */
final class HttpSeeds {
    private static final String KEY = "httpseeds";
    private static final String BENCODED_KEY = KEY.length() + ":" + KEY;

    private HttpSeeds() {}

    /** The URLs in a .torrent file. */
    static Set<String> in(byte[] torrentFile) {
        if (!new String(torrentFile, StandardCharsets.ISO_8859_1).contains(BENCODED_KEY)) {
            return Set.of();
        }
        BencodeDictionary file = Bencode.decodeDictionary(torrentFile);
        return file.list(KEY)
                .map(seeds -> seeds.stream()
                        .filter(ByteString.class::isInstance)
                        .map(seed -> ((ByteString) seed).text())
                        .collect(Collectors.toSet()))
                .or(() -> file.string(KEY).map(seed -> Set.of(seed.text())))
                .orElse(Set.of());
    }
}
