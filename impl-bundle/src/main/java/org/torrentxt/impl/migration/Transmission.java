package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.suffix.SuffixedFiles;

/**
 * The configuration folder of Transmission (2 to 4): {@code torrents/NAME.torrent} or {@code NAME.magnet}, and
 * {@code resume/NAME.resume}, a dictionary of its own form.
 */
final class Transmission implements Client {
    private static final String MAGNET = ".magnet";
    private static final long KIB = 1024;
    private static final long MAX_PEERS = 0xffffff; // which libtorrent takes for no limit
    private static final long OWN_LIMIT = 1; // the mode of a limit that is not the session's
    private static final long MAX_SECONDS = Integer.MAX_VALUE;

    private final SourceFolder torrents;
    private final SourceFolder resumes;
    private final SavePaths places;

    Transmission(SourceFolder folder, SavePaths places) {
        this.torrents = folder.below("torrents");
        this.resumes = folder.below("resume");
        this.places = places;
    }

    @Override
    public Stream<FoundTorrent> list() throws IOException {
        Map<Path, Long> positions = new HashMap<>();
        List<Path> files = torrents.files(".torrent", MAGNET);
        files.forEach(file -> positions.put(file, position(file)));
        return files.stream().sorted(Comparator.comparing(positions::get)).map(this::read);
    }

    private long position(Path file) {
        try {
            return saved(file)
                    .integer("queue-position")
                    .filter(position -> position >= 0)
                    .orElse(Long.MAX_VALUE);
        } catch (IOException | RuntimeException e) {
            return Long.MAX_VALUE; // a problem when it is read again
        }
    }

    private TransmissionState saved(Path file) throws IOException {
        Path resume = resumes.folder().resolve(SourceFolder.stem(file) + ".resume");
        return Files.exists(resume) ? TransmissionState.read(SourceFolder.read(resume)) : TransmissionState.NONE;
    }

    private FoundTorrent read(Path file) {
        try {
            TransmissionState saved = saved(file);
            byte[] content = SourceFolder.read(file);
            if (file.toString().endsWith(MAGNET)) {
                return magnet(file, new String(content, StandardCharsets.UTF_8).strip(), saved);
            }
            Optional<String> magnet = TransmissionMagnet.find(content);
            return magnet.isPresent()
                    ? magnet(file, magnet.get(), saved)
                    : torrent(file, TorrentMetainfo.of(content), saved);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are listed
            return FoundTorrent.unusable(file, e);
        }
    }

    private FoundTorrent magnet(Path file, String uri, TransmissionState saved) {
        AddTorrent.Builder request = AddTorrent.magnet(uri).savePath(savePath(saved, false));
        if (isPaused(saved)) {
            request.paused();
        }
        List<String> notes = new ArrayList<>();
        return new FoundTorrent(
                file,
                saved.text("name").orElse(SourceFolder.stem(file)),
                Optional.of(request.build()),
                FoundTorrent.usable(labels(saved), notes),
                Map.of(),
                notes,
                "");
    }

    private FoundTorrent torrent(Path file, TorrentMetainfo metainfo, TransmissionState saved) {
        List<String> notes = new ArrayList<>();
        Optional<byte[]> pieces = TransmissionProgress.pieces(saved, metainfo);
        boolean isComplete = pieces.isPresent() && TransmissionProgress.isComplete(pieces.get());
        Path savePath = savePath(saved, isComplete);
        ResumeDictionary resume = metainfo.resume(savePath.toString(), flags(saved));
        if (isComplete) {
            resume = resume.with("pieces", pieces.get());
        } else {
            notes.add("its content is checked");
            resume = resume.with(SuffixedFiles.KEY, SuffixedFiles.AWAITED); // it names unfinished files *.part, too
        }
        String problem = "";
        if (!isComplete && TransmissionProgress.hasAny(saved)) {
            problem = PresentFiles.problem(savePath, metainfo.paths(saved.list("files")));
        }
        resume = withLimits(withTotals(withFiles(resume, metainfo, saved), saved), saved);
        Optional<String> name = saved.text("name").filter(given -> !given.equals(metainfo.name()));
        AddTorrent request = ResumeFiles.request(resume, Optional.of(metainfo), savePath, notes);
        return new FoundTorrent(
                file,
                name.orElse(metainfo.name()),
                Optional.of(request),
                FoundTorrent.usable(labels(saved), notes),
                attributes(saved, notes),
                notes,
                problem);
    }

    private Path savePath(TransmissionState saved, boolean isComplete) {
        String destination = saved.text("destination").orElse("");
        String incomplete = isComplete ? "" : saved.text("incomplete-dir").orElse("");
        return places.choose(incomplete, destination);
    }

    private static boolean isPaused(TransmissionState saved) {
        return saved.flag("paused");
    }

    private static Set<TorrentFlag> flags(TransmissionState saved) {
        Set<TorrentFlag> flags = EnumSet.of(TorrentFlag.APPLY_IP_FILTER, TorrentFlag.PAUSED);
        if (!isPaused(saved)) {
            flags.add(TorrentFlag.AUTO_MANAGED); // the queue starts it
        }
        if (saved.flag("sequential-download")) {
            flags.add(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        }
        return flags;
    }

    private static ResumeDictionary withFiles(
            ResumeDictionary resume, TorrentMetainfo metainfo, TransmissionState saved) {
        List<TorrentMetainfo.Entry> files = metainfo.files();
        ResumeDictionary result = resume;
        List<?> names = saved.list("files");
        if (names.size() == files.size() && isRenamed(files, names)) {
            result = result.with("mapped_files", names);
        }
        List<?> skipped = saved.list("dnd");
        List<?> levels = saved.list("priority");
        if (skipped.size() == files.size() || levels.size() == files.size()) {
            List<Integer> priorities = new ArrayList<>();
            for (int i = 0; i < files.size(); i++) {
                priorities.add(priority(number(skipped, i), number(levels, i)).level());
            }
            result = result.with("file_priority", priorities);
        }
        return result;
    }

    private static boolean isRenamed(List<TorrentMetainfo.Entry> files, List<?> names) {
        for (int i = 0; i < files.size(); i++) {
            if (!(names.get(i) instanceof ByteString)) {
                return false;
            }
        }
        for (int i = 0; i < files.size(); i++) {
            if (!files.get(i).path().equals(names.get(i).toString())) {
                return true;
            }
        }
        return false;
    }

    private static long number(List<?> values, int index) {
        return index < values.size() && values.get(index) instanceof Long number ? number : 0;
    }

    private static FilePriority priority(long skipped, long level) {
        if (skipped != 0) {
            return FilePriority.SKIP;
        }
        return level < 0 ? FilePriority.LOW : level > 0 ? FilePriority.TOP : FilePriority.NORMAL;
    }

    private static ResumeDictionary withTotals(ResumeDictionary resume, TransmissionState saved) {
        long seeding = saved.bounded("seeding-time-seconds", MAX_SECONDS);
        long downloading = saved.bounded("downloading-time-seconds", MAX_SECONDS);
        return resume.with("total_downloaded", saved.bounded("downloaded", Long.MAX_VALUE))
                .with("total_uploaded", saved.bounded("uploaded", Long.MAX_VALUE))
                .with("added_time", saved.bounded("added-date", MAX_SECONDS))
                .with("completed_time", saved.bounded("done-date", MAX_SECONDS))
                .with("seeding_time", seeding)
                .with("finished_time", seeding)
                .with("active_time", Math.min(MAX_SECONDS, seeding + downloading));
    }

    private static ResumeDictionary withLimits(ResumeDictionary resume, TransmissionState saved) {
        long peers = saved.integer("max-peers")
                .filter(count -> count >= 2 && count < MAX_PEERS)
                .orElse(-1L);
        return resume.with("download_rate_limit", limit(saved, "speed-limit-down"))
                .with("upload_rate_limit", limit(saved, "speed-limit-up"))
                .with("max_connections", peers);
    }

    // -1: none
    private static long limit(TransmissionState saved, String key) {
        TransmissionState limit = saved.dictionary(key);
        if (!limit.flag("use-speed-limit")) {
            return -1;
        }
        return limit.integer("speed-Bps")
                .or(() -> limit.integer("speed")
                        .filter(speed -> speed >= 0 && speed <= Integer.MAX_VALUE)
                        .map(speed -> speed * KIB))
                .filter(bytes -> bytes > 0 && bytes <= Integer.MAX_VALUE)
                .orElse(-1L);
    }

    private static List<String> labels(TransmissionState saved) {
        return saved.list("labels").stream().map(String::valueOf).toList();
    }

    private static Map<String, String> attributes(TransmissionState saved, List<String> notes) {
        Map<String, String> attributes = new LinkedHashMap<>();
        TransmissionState ratio = saved.dictionary("ratio-limit");
        if (ratio.bounded("ratio-mode", OWN_LIMIT) == OWN_LIMIT) {
            ratio.text("ratio-limit")
                    .filter(value -> value.matches("[0-9.]{1,20}"))
                    .ifPresent(value -> attributes.put("share.ratio.limit", value));
        }
        TransmissionState idle = saved.dictionary("idle-limit");
        if (idle.bounded("idle-mode", OWN_LIMIT) == OWN_LIMIT) {
            idle.integer("idle-limit")
                    .filter(minutes -> minutes >= 0)
                    .ifPresent(minutes -> attributes.put("share.idle.minutes.limit", minutes.toString()));
        }
        if (!attributes.isEmpty()) {
            notes.add("share limits are kept as attributes, but have no effect");
        }
        return attributes;
    }
}
