package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.impl.state.ResumeDictionary;

/** .torrent files by their info-hashes, for resume files of other names; they are read when the first one is needed. */
final class TorrentIndex {
    private final List<Path> files;
    private Map<InfoHash, Path> byHash; // null until it is needed

    TorrentIndex(List<Path> files) {
        this.files = files;
    }

    /** The .torrent file of resume data without metadata; empty if it has metadata, or there is none. */
    Optional<TorrentMetainfo> find(byte[] resumeData) throws IOException {
        ResumeDictionary resume = ResumeDictionary.of(BencodeTokens.first(resumeData));
        if (resume.info().isPresent()) {
            return Optional.empty();
        }
        Optional<Path> file = resume.infoHashes().stream()
                .map(index()::get)
                .filter(Objects::nonNull)
                .findFirst();
        return file.isPresent() ? Optional.of(TorrentMetainfo.read(file.get())) : Optional.empty();
    }

    private Map<InfoHash, Path> index() {
        if (byHash == null) {
            byHash = new HashMap<>();
            for (Path file : files) {
                try {
                    TorrentMetainfo.read(file).infoHashes().stream().forEach(hash -> byHash.putIfAbsent(hash, file));
                } catch (IOException | TorrentException e) {
                    continue; // it is listed by itself, with this problem
                }
            }
        }
        return byHash;
    }
}
