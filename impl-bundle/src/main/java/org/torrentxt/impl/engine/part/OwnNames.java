package org.torrentxt.impl.engine.part;

import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.int64_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.FileRenameFailed;
import org.torrentxt.api.alert.FileRenamed;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.engine.content.FilePaths;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.Place;
import org.torrentxt.impl.suffix.PartSuffix;
import org.torrentxt.impl.suffix.SuffixedFiles;

/**
 * Has the files of a torrent get the suffix of incomplete ones when the metadata arrives, and their own names once they
 * are complete. Others do not see these renames. Thread-safe.
 */
public final class OwnNames {
    private static final Logger LOG = LoggerFactory.getLogger(OwnNames.class);

    private final SessionContext session;
    private final int id;
    private final LiveHandle handle;
    private final FilePaths paths;
    private final Place place;
    private final BooleanSupplier isMoved;
    private final Consumer<String> emptied;
    private final Set<Integer> told = ConcurrentHashMap.newKeySet(); // files whose names are taken

    /**
     * For one torrent.
     *
     * @param isMoved true while its files are copied to another file system
     * @param emptied gets former paths of files that users have renamed
     */
    public OwnNames(
            SessionContext session,
            int id,
            LiveHandle handle,
            FilePaths paths,
            Place place,
            BooleanSupplier isMoved,
            Consumer<String> emptied) {
        this.session = session;
        this.id = id;
        this.handle = handle;
        this.paths = paths;
        this.place = place;
        this.isMoved = isMoved;
        this.emptied = emptied;
    }

    /** Has files get the suffix, if they are to have it, as the metadata has become known. */
    public void begin() {
        if (paths.awaitsSuffix()) {
            handle.tell(h -> Metadata.of(h).ifPresent(info -> begin(h, info)));
        }
    }

    private void begin(torrent_handle h, torrent_info info) {
        List<String> all = paths.of(h);
        BitSet mayHave = info.num_files() > SuffixedFiles.MANY ? new BitSet() : Metadata.filesOnDisk(info);
        Path now = folder(h);
        Path later = place.of(now.toString());
        Map<Integer, String> chosen = choose(now, all, mayHave);
        if (!later.equals(now)) {
            chosen.keySet().retainAll(choose(later, all, mayHave).keySet());
        }
        paths.giveSuffix(h, chosen);
    }

    // The engine has looked for content under the own names, and would take over nothing of what has the suffix.
    private static Map<Integer, String> choose(Path folder, List<String> all, BitSet mayHave) {
        Map<Integer, String> chosen = PartSuffix.choose(folder, all, mayHave::get);
        chosen.values().removeIf(path -> PartSuffix.isTaken(folder, path));
        return chosen;
    }

    private static Path folder(torrent_handle h) {
        return Path.of(h.status(torrent_handle.query_save_path).getSave_path());
    }

    /** Looks which files are complete, and has them get their own names. */
    public void look() {
        if (paths.hasNoSuffix() || isMoved.getAsBoolean()) {
            return;
        }
        handle.tell(this::look);
        if (paths.isSuffixing()) {
            session.engine().isPaused(); // with POSIX calls, answered once the files are renamed
        }
    }

    private void look(torrent_handle h) {
        List<Integer> incomplete = paths.suffixed(h);
        if (incomplete.isEmpty()) {
            return;
        }
        Metadata.of(h).ifPresent(info -> {
            file_storage files = info.files();
            int64_vector progress = h.file_progress(torrent_handle.piece_granularity);
            Path folder = folder(h);
            incomplete.stream()
                    .filter(file -> file < progress.size() && progress.get(file) == files.file_size(file))
                    .forEach(file -> paths.ownOfSuffixed(h, file).ifPresent(path -> rename(h, folder, file, path)));
            Reference.reachabilityFence(info);
        });
    }

    /** Has a file that is complete get its own name. */
    public void complete(int file) {
        if (!paths.hasNoSuffix() && !isMoved.getAsBoolean()) {
            handle.tell(h -> paths.ownOfSuffixed(h, file).ifPresent(path -> rename(h, folder(h), file, path)));
        }
    }

    private void rename(torrent_handle h, Path folder, int file, String path) {
        if (!PartSuffix.isTaken(folder, path)) {
            told.remove(file);
            paths.takeSuffix(h, file);
        } else if (paths.ownOfSuffixed(h, file).filter(path::equals).isPresent() // else it has just been renamed
                && told.add(file)) {
            LOG.warn(
                    "Session {}: file {} of torrent {} is complete, but stays {}, as {} already exists; move that away,"
                            + " then pause and resume the torrent",
                    session.name(),
                    file,
                    id,
                    folder.resolve(PartSuffix.with(path)),
                    folder.resolve(path));
        }
    }

    /** Follows an alert; false for one that nobody else is to see. */
    public boolean follow(Alert alert) {
        if (alert instanceof FileRenamed renamed) {
            boolean isUnseen = paths.isRenamedUnseen(renamed.file());
            Optional<String> former = paths.renamed(renamed.file());
            if (!isUnseen) {
                former.ifPresent(emptied);
            } else if (!paths.isSuffixing()) {
                look(); // files that got the suffix may have become complete meanwhile
            }
            return !isUnseen;
        }
        if (alert instanceof FileRenameFailed failed) {
            boolean isUnseen = paths.isUnseen(failed.file());
            paths.notRenamed(failed.file());
            if (isUnseen) {
                warn(failed);
            }
            return !isUnseen;
        }
        return true;
    }

    private void warn(FileRenameFailed failed) {
        LOG.warn(
                "Session {}: file {} of torrent {} keeps its name on disk, as it could not be renamed: {}; fix"
                        + " that, then pause and resume the torrent",
                session.name(),
                failed.file(),
                id,
                failed.failure().errorMessage());
    }

    /** Looks at the files on disk, after alerts were dropped. */
    public void catchUp() {
        if (paths.isSuffixing()) {
            session.engine().isPaused(); // answered once the engine is through with the renames
            handle.tell(h -> paths.catchUpSuffixes(h, folder(h)));
        }
        look();
    }
}
