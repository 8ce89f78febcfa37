package org.torrentxt.policy.category;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;

/** The info-hashes that a torrent may have, as far as a request to add it says. Resume data say none here. */
final class SourceHashes {
    private SourceHashes() {}

    /** None if they cannot be read; what is wrong is found when it is added. */
    static List<InfoHash> of(AddTorrent.Source source) {
        if (source instanceof AddTorrent.BareInfoHash bare) {
            return List.of(bare.infoHash());
        }
        if (source instanceof AddTorrent.Magnet magnet) {
            return SourceName.topics(magnet)
                    .flatMap(text -> parse(text).stream())
                    .toList();
        }
        // encoded anew: that of a file whose keys are not in their order is not found
        return SourceName.info(source).map(Bencode::encode).stream()
                .flatMap(info -> Stream.of(digest("SHA-1", info), digest("SHA-256", info)))
                .toList();
    }

    private static Optional<InfoHash> parse(String text) {
        try {
            return Optional.of(InfoHash.parse(text));
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    private static InfoHash digest(String algorithm, byte[] info) {
        try {
            return InfoHash.of(MessageDigest.getInstance(algorithm).digest(info));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has " + algorithm, e);
        }
    }
}
