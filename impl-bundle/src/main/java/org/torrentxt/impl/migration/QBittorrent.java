package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.Category;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;

/**
 * The folder {@code BT_backup} of qBittorrent: {@code HASH.fastresume}, which is libtorrent's dictionary with keys of its
 * own ({@code qBt-...}), and {@code HASH.torrent}.
 */
final class QBittorrent implements Client {
    private static final String PREFIX = "qBt-";
    private static final String NAME = "BT_backup";
    private static final List<String> PLACES =
            List.of(NAME, "data/BT_backup", "qBittorrent/data/BT_backup", "qBittorrent/BT_backup");
    private static final long THOUSAND = 1_000;

    private final Path folder;
    private final SavePaths places;

    QBittorrent(Path folder, SavePaths places) {
        this.folder = folder.toAbsolutePath().normalize();
        this.places = places;
    }

    private SourceFolder backup() {
        return PLACES.stream()
                .map(name -> new SourceFolder(folder.resolve(name)))
                .filter(SourceFolder::exists)
                .findFirst()
                .orElseGet(() -> new SourceFolder(folder));
    }

    @Override
    public Stream<FoundTorrent> list() throws IOException {
        List<Path> files = backup().files(".fastresume");
        if (files.isEmpty() && database().isPresent()) {
            throw new IOException("qBittorrent keeps its torrents in a database that cannot be read: "
                    + database().get() + "; set Options > Advanced > Resume data storage type to Fastresume files, and"
                    + " restart it, so that it writes the folder BT_backup");
        }
        if (files.isEmpty() && !backup().folder().endsWith(NAME)) {
            throw new IOException("no torrents of qBittorrent in " + folder + "; specify its folder BT_backup");
        }
        QBittorrentQueue queue = QBittorrentQueue.of(backup().folder().resolve("queue"));
        return files.stream().sorted(queue).map(this::read);
    }

    private Optional<Path> database() {
        return Stream.of(backup().folder(), folder, backup().folder().getParent())
                .filter(Objects::nonNull)
                .map(place -> place.resolve("torrents.db"))
                .filter(Files::exists)
                .findFirst();
    }

    @Override
    public List<String> warnings() {
        Stream<String> running = QBittorrentLock.held(backup().folder()).stream()
                .map(lock -> "qBittorrent is running (it has locked " + lock
                        + "); exit it first, as its files may be older than what it does, and both would seed");
        Stream<String> databases =
                database().stream().map(file -> "the torrents in " + file + " are not read; only those in BT_backup");
        return Stream.concat(running, databases).toList();
    }

    private FoundTorrent read(Path file) {
        try {
            Optional<TorrentMetainfo> metainfo = metainfo(file);
            return found(file, ResumeFiles.complete(SourceFolder.read(file), metainfo), metainfo);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are listed
            return FoundTorrent.unusable(file, e);
        }
    }

    private static Optional<TorrentMetainfo> metainfo(Path file) throws IOException {
        Path torrent = file.resolveSibling(SourceFolder.stem(file) + ".torrent");
        return Files.exists(torrent) ? Optional.of(TorrentMetainfo.read(torrent)) : Optional.empty();
    }

    private FoundTorrent found(Path file, ResumeDictionary saved, Optional<TorrentMetainfo> metainfo) {
        List<String> notes = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        saved.text(PREFIX + "category").ifPresent(labels::add);
        saved.list(PREFIX + "tags").forEach(tag -> labels.add(String.valueOf(tag)));
        if (saved.number(PREFIX + "firstLastPiecePriority", 1, 1).isPresent()) {
            notes.add("the first and last pieces are no longer downloaded first");
        }
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
                ResumeFiles.problem(ours, metainfo, savePath));
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
                .map(ratio -> String.valueOf(ratio / (double) THOUSAND))
                .or(() ->
                        saved.text(PREFIX + "ratioLimit").filter(ratio -> ratio.matches("[0-9.]{1,20}"))) // before 4.0
                .ifPresent(ratio -> attributes.put("share.ratio.limit", ratio));
        saved.number(PREFIX + "seedingTimeLimit", 0, Integer.MAX_VALUE)
                .ifPresent(minutes -> attributes.put("share.minutes.limit", String.valueOf(minutes)));
        saved.number(PREFIX + "inactiveSeedingTimeLimit", 0, Integer.MAX_VALUE)
                .ifPresent(minutes -> attributes.put("share.idle.minutes.limit", String.valueOf(minutes)));
        if (!attributes.isEmpty()) {
            notes.add("share limits are kept as attributes, but have no effect");
        }
        putCategory(saved, attributes);
        return attributes;
    }

    // Without effect until there is a category of that name.
    private static void putCategory(ResumeDictionary saved, Map<String, String> attributes) {
        saved.text(PREFIX + "category").filter(name -> !name.isEmpty()).ifPresent(name -> {
            try {
                attributes.put(Category.ATTRIBUTE, Category.checkName(name));
            } catch (TorrentException e) {
                // a name that no category has here: it is a label only
            }
        });
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
