package org.torrentxt.impl.engine.transfer;

import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;

/** Names to show of torrents that are not in the session. */
final class TorrentNames {
    private TorrentNames() {}

    /** Its name, or that in its metadata, or its info-hash. */
    static String of(ResumeDictionary resume) {
        return resume.name()
                .or(() -> resume.info().flatMap(info -> {
                    try {
                        return Bencode.decodeDictionary(info).string("name").map(ByteString::text);
                    } catch (TorrentException e) {
                        return Optional.<String>empty();
                    }
                }))
                .or(() -> resume.infoHashes().best().map(InfoHash::hex))
                .orElse("");
    }
}
