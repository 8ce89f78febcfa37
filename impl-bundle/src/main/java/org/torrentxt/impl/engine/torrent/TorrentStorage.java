package org.torrentxt.impl.engine.torrent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.libtorrent4j.swig.move_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.content.FilePaths;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.engine.content.Place;
import org.torrentxt.impl.storage.Deletion;
import org.torrentxt.impl.storage.FileNames;
import org.torrentxt.impl.storage.FileSystemBorder;
import org.torrentxt.impl.storage.Leftovers;
import org.torrentxt.impl.storage.PartFile;
import org.torrentxt.impl.storage.Relocation;
import org.torrentxt.impl.suffix.PartSuffix;

/** The files of a torrent on disk: where the engine has them, and what is moved and deleted. */
public final class TorrentStorage {
    private final TorrentContext session;
    private final EngineTorrent torrent;
    private final Place place;
    private final FilePaths paths;
    private volatile Deletion deletion;
    private volatile boolean isSaved; // as resume data, by which it may be added again

    TorrentStorage(TorrentContext session, EngineTorrent torrent, Place place, FilePaths paths) {
        this.session = session;
        this.torrent = torrent;
        this.place = place;
        this.paths = paths;
    }

    /** Moves its files; the engine does it within a file system, the session between two. */
    CompletableFuture<Path> move(torrent_handle h, Path to) {
        session.mover().requireNone(torrent.id());
        place.requireInside(h);
        place.requireInside(h, to);
        Path from = Path.of(h.status(torrent_handle.query_save_path).getSave_path());
        if (!to.equals(from)) {
            requireOwnNames(h, to);
        }
        if (!to.equals(from) && FileSystemBorder.isBetween(from, to, ownFiles(h))) {
            return session.mover().start(torrent, to, false);
        }
        return torrent.stages().move(to, now -> {
            session.mover().requireNone(torrent.id()); // one that waits for its turn may find a later one running
            now.move_storage(to.toString(), flags(now, to));
        });
    }

    // the engine looks only whether the names are there that incomplete files have now
    private void requireOwnNames(torrent_handle h, Path to) {
        for (int file : paths.suffixed(h)) {
            paths.ownOfSuffixed(h, file)
                    .filter(path -> PartSuffix.isTaken(to, path))
                    .ifPresent(path -> {
                        throw TorrentException.invalid("file " + to.resolve(path)
                                + " already exists, whose name an incomplete file is to have; move it first, or choose"
                                + " another folder");
                    });
        }
    }

    // its own files already exist at the current location
    private static move_flags_t flags(torrent_handle h, Path to) {
        Path from = Path.of(h.status(torrent_handle.query_save_path).getSave_path());
        return to.equals(from) ? move_flags_t.always_replace_files : move_flags_t.fail_if_exist;
    }

    /**
     * Its files, as they are to be moved.
     *
     * @param keepsExisting true if those that exist at the new place stay there
     */
    Relocation filesToMove(Path from, Path to, boolean keepsExisting) {
        List<Path> files = torrent.ask(this::ownFiles, List.of());
        Set<Path> parts = PartFile.names(torrent.infoHashes()).collect(Collectors.toSet());
        return new Relocation(
                from,
                to,
                files.stream()
                        .filter(file -> !keepsExisting || parts.contains(file) || !Files.exists(to.resolve(file)))
                        .toList(),
                parts,
                Leftovers.tag(torrent.infoHashes()));
    }

    // with what the engine keeps beside them
    private List<Path> ownFiles(torrent_handle h) {
        return Stream.concat(contentFiles(h, paths.of(h)), PartFile.names(torrent.infoHashes()))
                .toList();
    }

    private static Stream<Path> contentFiles(torrent_handle h, List<String> present) {
        return Metadata.of(h).map(Metadata::contentFiles).orElse(List.of()).stream()
                .map(present::get)
                .flatMap(path -> Deletion.path(path).stream());
    }

    /**
     * Where the engine has its files.
     *
     * @throws TorrentException once it is gone
     */
    Path engineFolder() {
        return torrent.ask(
                        h -> Optional.of(
                                Path.of(h.status(torrent_handle.query_save_path).getSave_path())),
                        Optional.<Path>empty())
                .orElseThrow(() -> LiveHandle.gone(torrent.id()));
    }

    /** Its save path; empty once it is gone. */
    public Optional<Path> savePath() {
        return torrent.ask(
                h -> Optional.of(
                        place.of(h.status(torrent_handle.query_save_path).getSave_path())),
                Optional.empty());
    }

    /** The file or folder in its save path that has all its files; the save path if they have none in common. */
    public Path content(Path savePath) {
        return savePath.resolve(torrent.ask(paths::root, Optional.<Path>empty()).orElseGet(this::common));
    }

    private Path common() {
        List<Path> roots = torrent.ask(h -> contentFiles(h, paths.own(h)), Stream.<Path>empty())
                .map(path -> path.getName(0))
                .distinct()
                .limit(2)
                .toList();
        return roots.size() == 1 ? roots.get(0) : Path.of("");
    }

    /** True while the engine moves its files. */
    boolean isMovedByEngine() {
        return torrent.ask(h -> h.status().getMoving_storage(), false);
    }

    /** How many bytes its files have at the most, holes left out. */
    long writtenBytes() {
        return torrent.status()
                .filter(status -> !status.isFinished() && status.totalDone() > 0)
                .map(TorrentStatus::totalDone)
                .orElse(Long.MAX_VALUE);
    }

    /** Deletes the folders that the rename of a file has left empty; takes its former path. */
    public void deleteEmptied(String former) {
        torrent.ask(h -> Optional.of(h.status(torrent_handle.query_save_path).getSave_path()), Optional.<String>empty())
                .ifPresent(folder -> paths.deleteEmptied(Path.of(folder), former));
    }

    /** The problem with its file names on this host; empty if there is none. */
    String nameProblem() {
        return FileNames.areAllPossible() ? "" : torrent.ask(h -> FileNames.problem(paths.of(h)), "");
    }

    /** Records the files to be deleted with it while it still exists. The handle must be valid. */
    void noteDeletion(torrent_handle h) {
        Path folder = Path.of(h.status(torrent_handle.query_save_path).getSave_path());
        List<String> own = Metadata.of(h).map(Metadata::contentFiles).orElse(List.of()).stream()
                .flatMap(file -> paths.possible(h, file))
                .toList();
        deletion = Deletion.of(folder, own, torrent.infoHashes());
    }

    /** Records that its resume data was handed out. */
    public void noteSaved() {
        isSaved = true;
    }

    /** True if its part file is useless after removal, as no resume data needs it. The handle must be valid. */
    boolean leavesPartFile(torrent_handle h) {
        return !isSaved
                && Metadata.of(h).isPresent()
                && (Priorities.isAnySkipped(h)
                        || PartFile.isIn(
                                Path.of(h.status(torrent_handle.query_save_path).getSave_path()),
                                torrent.infoHashes()));
    }

    /** The files to be deleted with it; empty if none. */
    public Optional<Deletion> deletion() {
        return Optional.ofNullable(deletion);
    }
}
