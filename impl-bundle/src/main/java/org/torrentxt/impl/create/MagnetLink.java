package org.torrentxt.impl.create;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.create.CreateTorrent;

/** Writes magnet links (BEP 9, BEP 52). */
final class MagnetLink {
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

    private MagnetLink() {}

    static String of(InfoHashes hashes, String name, long totalSize, CreateTorrent request) {
        StringBuilder link = new StringBuilder("magnet:?");
        hashes.v1().ifPresent(hash -> link.append("xt=urn:btih:").append(hash).append('&'));
        // 12 20: the multihash for 32 bytes of SHA-256
        hashes.v2()
                .ifPresent(hash -> link.append("xt=urn:btmh:1220").append(hash).append('&'));
        link.append("dn=").append(encode(name)).append("&xl=").append(totalSize);
        request.trackerTiers()
                .forEach(tier -> tier.forEach(url -> link.append("&tr=").append(encode(url))));
        request.webSeeds().forEach(url -> link.append("&ws=").append(encode(url)));
        return link.toString();
    }

    // URLEncoder writes forms: its "+" for a space is a plus to clients that read links.
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                encoded.append((char) b);
            } else {
                encoded.append(String.format("%%%02X", b));
            }
        }
        return encoded.toString();
    }
}
