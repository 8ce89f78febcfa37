package org.torrentxt.impl.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;

/**
 * A magnet link as Transmission saved it before version 4: a .torrent file with the dictionary {@code magnet-info} instead
 * of metadata.
 */
final class TransmissionMagnet {
    private TransmissionMagnet() {}

    /** The link; empty for a .torrent file with metadata. */
    static Optional<String> find(byte[] content) {
        BencodeDictionary file = Bencode.decodeDictionary(BencodeTokens.first(content));
        Optional<BencodeDictionary> magnet = file.dictionary("magnet-info");
        if (magnet.isEmpty() || file.dictionary("info").isPresent()) {
            return Optional.empty();
        }
        return magnet.get()
                .string("info_hash")
                .map(hash -> MagnetLink.of(
                        InfoHashes.of(InfoHash.of(hash.bytes())),
                        magnet.get()
                                .string("display-name")
                                .map(ByteString::text)
                                .orElse(""),
                        0,
                        trackers(file),
                        texts(file.list("url-list").orElse(List.of()))));
    }

    private static List<String> trackers(BencodeDictionary file) {
        List<String> trackers = new ArrayList<>();
        file.string("announce").map(ByteString::text).ifPresent(trackers::add);
        for (Object tier : file.list("announce-list").orElse(List.of())) {
            if (tier instanceof List<?> urls) {
                texts(urls).stream().filter(url -> !trackers.contains(url)).forEach(trackers::add);
            }
        }
        return trackers;
    }

    private static List<String> texts(List<?> values) {
        return values.stream()
                .filter(ByteString.class::isInstance)
                .map(Object::toString)
                .filter(url -> !url.isEmpty())
                .toList();
    }
}
