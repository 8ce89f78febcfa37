package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;

/**
 * The folder {@code BT_backup} of qBittorrent: {@code HASH.fastresume}, which is libtorrent's dictionary with keys of its
 * own ({@code qBt-...}), and {@code HASH.torrent}.
 */
final class QBittorrent {
    private static final String PREFIX = "qBt-";
    private static final long THOUSAND = 1_000;

    private final SourceFolder folder;
    private final SavePaths places;

    QBittorrent(SourceFolder folder, Optional<Path> savePath) {
        this.folder = folder;
        this.places = new SavePaths(savePath);
    }

    List<FoundTorrent> list() throws IOException {
        SourceFolder backup = folder.below("BT_backup").exists() ? folder.below("BT_backup") : folder;
        List<Path> files = backup.files(".fastresume");
        if (files.isEmpty() && Files.exists(backup.folder().resolveSibling("torrents.db"))) {
            throw new IOException("qBittorrent keeps its torrents in torrents.db there, which cannot be read; choose"
                    + " 'Fastresume files' as its resume data storage, and restart it");
        }
        return files.stream().map(this::read).toList();
    }

    private FoundTorrent read(Path file) {
        try {
            Optional<TorrentMetainfo> metainfo = metainfo(file);
            return found(file, ResumeFiles.complete(SourceFolder.read(file), metainfo), metainfo);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are listed
            return FoundTorrent.unusable(file, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<TorrentMetainfo> metainfo(Path file) throws IOException {
        Path torrent = file.resolveSibling(SourceFolder.stem(file) + ".torrent");
        return Files.exists(torrent) ? Optional.of(TorrentMetainfo.of(SourceFolder.read(torrent))) : Optional.empty();
    }

    private FoundTorrent found(Path file, ResumeDictionary saved, Optional<TorrentMetainfo> metainfo) {
        List<String> notes = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        saved.text(PREFIX + "category").ifPresent(labels::add);
        saved.list(PREFIX + "tags").forEach(tag -> labels.add(String.valueOf(tag)));
        Path savePath = places.choose(
                saved.savePath().orElse(""), saved.text(PREFIX + "savePath").orElse(""));
        String name = saved.text(PREFIX + "name")
                .filter(given -> !given.isEmpty())
                .or(saved::name)
                .or(() -> metainfo.map(TorrentMetainfo::name))
                .orElse(SourceFolder.stem(file));
        ResumeDictionary ours = withoutTheirs(saved).with("name", name).with("save_path", savePath.toString());
        AddTorrent request = ResumeFiles.request(ours, metainfo, savePath, notes);
        return new FoundTorrent(
                file,
                name,
                Optional.of(request),
                FoundTorrent.usable(labels, notes),
                attributes(saved, notes),
                notes,
                "");
    }

    private static ResumeDictionary withoutTheirs(ResumeDictionary saved) {
        Set<String> theirs = saved.keys().stream()
                .map(ByteString::text)
                .filter(key -> key.startsWith(PREFIX))
                .collect(Collectors.toSet());
        return saved.without(theirs);
    }

    // negative: the limits of the client, or none
    private static Map<String, String> attributes(ResumeDictionary saved, List<String> notes) {
        Map<String, String> attributes = new LinkedHashMap<>();
        saved.number(PREFIX + "ratioLimit", 0, Long.MAX_VALUE / THOUSAND)
                .ifPresent(ratio -> attributes.put("share.ratio.limit", String.valueOf(ratio / (double) THOUSAND)));
        saved.number(PREFIX + "seedingTimeLimit", 0, Integer.MAX_VALUE)
                .ifPresent(minutes -> attributes.put("share.minutes.limit", String.valueOf(minutes)));
        if (!attributes.isEmpty()) {
            notes.add("share limits are kept as attributes, but have no effect");
        }
        return attributes;
    }

    /** Requires that a dictionary and a .torrent file are of the same torrent. */
    static void requireSame(ResumeDictionary resume, TorrentMetainfo metainfo) {
        boolean isSame = resume.infoHashes().stream()
                .allMatch(hash -> metainfo.infoHashes().stream().anyMatch(hash::equals));
        if (!isSame) {
            throw TorrentException.invalid("resume data and .torrent file are of different torrents");
        }
    }
}
