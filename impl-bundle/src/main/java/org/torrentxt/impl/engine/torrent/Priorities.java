package org.torrentxt.impl.engine.torrent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.libtorrent4j.swig.torrent_handle;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.LiveHandle;
import org.torrentxt.impl.engine.binding.NativeBytes;
import org.torrentxt.impl.engine.binding.Natives;
import org.torrentxt.impl.engine.content.Layout;
import org.torrentxt.impl.engine.content.Metadata;
import org.torrentxt.impl.input.Arguments;
import org.torrentxt.impl.stream.PieceDeadlines;

/** The priorities and deadlines of a torrent's files and pieces. Checks indexes, as the engine does not. */
final class Priorities {
    // 24 days in milliseconds still fit the engine's int
    private static final Duration MAX_DEADLINE = Duration.ofDays(24);

    private final LiveHandle handle;
    private final int id;
    private final Supplier<Optional<Layout>> layout;
    private final Supplier<EnginePieces> pieces;
    // as last set: the engine reports those in effect, which lag behind while the disk is busy
    private byte[] files;

    /**
     * The priorities of one torrent.
     *
     * @param id for messages
     * @param layout empty until the metadata is known
     * @param pieces those with deadlines
     */
    Priorities(LiveHandle handle, int id, Supplier<Optional<Layout>> layout, Supplier<EnginePieces> pieces) {
        this.handle = handle;
        this.id = id;
        this.layout = layout;
        this.pieces = pieces;
    }

    /** Those of files that a torrent was added with; empty if all are normal. */
    synchronized void keep(byte[] ofFiles) {
        files = ofFiles.length == 0 ? null : ofFiles;
    }

    /** Those of files as last set; empty if none was. */
    synchronized Optional<byte[]> ofFiles() {
        return Optional.ofNullable(files).map(byte[]::clone);
    }

    /** Those of files, by index, as last set or in effect. The handle must be valid. */
    synchronized byte[] ofFiles(torrent_handle h) {
        return files == null ? Natives.bytes(h.get_file_priorities_ex()) : files.clone();
    }

    /** True if some file that is no pad file is skipped. The handle must be valid. */
    boolean isContentSkipped(torrent_handle h) {
        byte[] levels = ofFiles(h);
        return Metadata.of(h).map(Metadata::contentFiles).orElse(List.of()).stream()
                .anyMatch(file -> file < levels.length && levels[file] == FilePriority.SKIP.level());
    }

    // One at a time, as unnamed ones are kept.
    synchronized void ofFiles(Map<Integer, FilePriority> priorities) {
        Map<Integer, FilePriority> some = Arguments.map("priorities", priorities);
        handle.act(h -> {
            some.keySet().forEach(this::checkFile);
            byte[] present = files == null ? Natives.bytes(h.get_file_priorities_ex()) : files;
            files = overlay(present, knownLayout().numFiles(), some);
            h.prioritize_files_ex(NativeBytes.of(files));
        });
    }

    synchronized void ofPieces(Map<Integer, FilePriority> priorities) {
        Map<Integer, FilePriority> some = Arguments.map("priorities", priorities);
        handle.act(h -> some.keySet().forEach(this::checkPiece));
        // no lock of the handle is held while those of deadlines are taken, which call it
        PieceDeadlines deadlines = pieces.get().deadlines();
        Map<Integer, FilePriority> all = own(deadlines);
        all.putAll(some);
        deadlines.prioritized(levels(some));
        handle.act(h -> {
            byte[] present = Natives.bytes(h.get_piece_priorities_ex());
            h.prioritize_pieces_ex(NativeBytes.of(overlay(present, knownLayout().numPieces(), all)));
        });
        pieces.get().arrivals().changed();
    }

    private static Map<Integer, FilePriority> own(PieceDeadlines deadlines) {
        Map<Integer, FilePriority> own = new HashMap<>();
        deadlines.ownPriorities().forEach((piece, level) -> own.put(piece, new FilePriority(level)));
        return own;
    }

    private static Map<Integer, Integer> levels(Map<Integer, FilePriority> priorities) {
        Map<Integer, Integer> levels = new HashMap<>();
        priorities.forEach((piece, priority) -> levels.put(piece, priority.level()));
        return levels;
    }

    /** Those of all pieces, without what deadlines make of them. */
    List<FilePriority> ofPieces() {
        Map<Integer, FilePriority> own = own(pieces.get().deadlines());
        List<FilePriority> present = handle.ask(TorrentReader::piecePriorities, List.of());
        return IntStream.range(0, present.size())
                .mapToObj(piece -> own.getOrDefault(piece, present.get(piece)))
                .toList();
    }

    private static byte[] overlay(byte[] present, int count, Map<Integer, FilePriority> some) {
        byte[] levels = new byte[count];
        for (int i = 0; i < count; i++) {
            FilePriority said = some.get(i);
            byte kept = i < present.length ? present[i] : (byte) FilePriority.NORMAL.level();
            levels[i] = said == null ? kept : (byte) said.level();
        }
        return levels;
    }

    /** True if some file is skipped, which may be a pad file. The handle must be valid. */
    static boolean isAnySkipped(torrent_handle h) {
        for (byte level : Natives.bytes(h.get_file_priorities_ex())) {
            if (level == FilePriority.SKIP.level()) {
                return true;
            }
        }
        return false;
    }

    void deadline(int piece, Duration deadline) {
        Objects.requireNonNull(deadline, "deadline");
        if (deadline.isNegative() || deadline.compareTo(MAX_DEADLINE) > 0) {
            throw TorrentException.invalid("deadline out of range: " + deadline + "; expected 0 to " + MAX_DEADLINE);
        }
        handle.act(h -> checkPiece(piece));
        pieces.get().deadlines().set(piece, deadline);
    }

    /**
     * Checks and returns an index.
     *
     * @throws TorrentException if the torrent has no such file or piece, or its metadata is unknown
     */
    int checkFile(int file) {
        return check("file", file, Layout::numFiles);
    }

    /**
     * Gives the index back.
     *
     * @throws TorrentException if the torrent has no such piece, or is not known to
     */
    int checkPiece(int piece) {
        return check("piece", piece, Layout::numPieces);
    }

    private int check(String what, int index, ToIntFunction<Layout> count) {
        int known = count.applyAsInt(knownLayout());
        if (index < 0 || index >= known) {
            throw TorrentException.invalid(
                    "no such " + what + ": " + index + "; torrent " + id + " has " + what + "s 0 to " + (known - 1));
        }
        return index;
    }

    private Layout knownLayout() {
        return layout.get()
                .orElseThrow(() -> TorrentException.invalid(
                        "files and pieces of torrent " + id + " are not known yet: its metadata has not arrived"));
    }
}
