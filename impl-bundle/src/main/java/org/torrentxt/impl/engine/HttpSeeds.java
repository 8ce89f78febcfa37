package org.torrentxt.impl.engine;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.api.TorrentException;
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

    private static boolean mayHaveAny(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1).contains(BENCODED_KEY);
    }

    /** Those that a .torrent file names. */
    static Set<String> in(byte[] torrentFile) {
        if (!mayHaveAny(torrentFile)) {
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

    /**
     * Resume data without them.
     *
     * @throws TorrentException if it is not well enough formed to leave them out
     */
    static byte[] removeFrom(byte[] resumeData) {
        if (!mayHaveAny(resumeData)) {
            return resumeData;
        }
        BencodeDictionary.Builder kept = BencodeDictionary.builder();
        Bencode.decodeDictionary(resumeData).entries().forEach((key, value) -> {
            if (!key.text().equals(KEY)) {
                kept.put(key, value);
            }
        });
        return Bencode.encode(kept.build());
    }
}
