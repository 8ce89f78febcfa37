package org.torrentxt.impl.engine;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.impl.bencode.Bencode;
import org.torrentxt.impl.bencode.BencodeDictionary;
import org.torrentxt.impl.bencode.ByteString;

/**
 * The web seeds of BEP 17, which .torrent files and resume data name by the key {@code httpseeds}. They are not used: the binding
 * takes those of a .torrent file for web seeds of BEP 19, and the engine would ask those of resume data whatever the network mode is.
 */
final class HttpSeeds {
    private static final String KEY = "httpseeds";
    private static final String BENCODED_KEY = KEY.length() + ":" + KEY;

    private HttpSeeds() {}

    /** Those that a .torrent file names. */
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
