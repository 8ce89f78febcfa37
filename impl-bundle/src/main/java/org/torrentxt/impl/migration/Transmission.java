package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;

/**
 * The configuration folder of Transmission (2 to 4): {@code torrents/NAME.torrent} or {@code NAME.magnet}, and
 * {@code resume/NAME.resume}, a dictionary of its own form.
 */
final class Transmission {
    private static final String MAGNET = ".magnet";
    private static final long KIB = 1024;
    private static final long MAX_PEERS = 0xffffff; // which libtorrent takes for no limit
    private static final long MAX_SECONDS = Integer.MAX_VALUE;

    private final SourceFolder torrents;
    private final SourceFolder resumes;
    private final SavePaths places;

    Transmission(SourceFolder folder, Optional<Path> savePath) {
        this.torrents = folder.below("torrents");
        this.resumes = folder.below("resume");
        this.places = new SavePaths(savePath);
    }

    List<FoundTorrent> list() throws IOException {
        return torrents.files(".torrent", MAGNET).stream().map(this::read).toList();
    }

    private FoundTorrent read(Path file) {
        try {
            Path resume = resumes.folder().resolve(SourceFolder.stem(file) + ".resume");
            BencodeDictionary saved = Files.exists(resume)
                    ? Bencode.decodeDictionary(BencodeTokens.first(SourceFolder.read(resume)))
                    : BencodeDictionary.builder().build();
            byte[] content = SourceFolder.read(file);
            return file.toString().endsWith(MAGNET)
                    ? magnet(file, content, saved)
                    : torrent(file, TorrentMetainfo.of(content), saved);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are listed
            return FoundTorrent.unusable(file, String.valueOf(e.getMessage()));
        }
    }

    private FoundTorrent magnet(Path file, byte[] content, BencodeDictionary saved) {
        String uri = new String(content, StandardCharsets.UTF_8).strip();
        AddTorrent.Builder request = AddTorrent.magnet(uri).savePath(savePath(saved, false));
        if (isPaused(saved)) {
            request.paused();
        }
        List<String> notes = new ArrayList<>();
        return new FoundTorrent(
                file,
                text(saved, "name").orElse(SourceFolder.stem(file)),
                Optional.of(request.build()),
                FoundTorrent.usable(labels(saved), notes),
                Map.of(),
                notes,
                "");
    }

    private FoundTorrent torrent(Path file, TorrentMetainfo metainfo, BencodeDictionary saved) {
        List<String> notes = new ArrayList<>();
        Optional<byte[]> pieces = TransmissionProgress.pieces(saved, metainfo);
        boolean isComplete = pieces.isPresent() && TransmissionProgress.isComplete(pieces.get());
        Path savePath = savePath(saved, isComplete);
        ResumeDictionary resume = metainfo.resume(savePath.toString(), flags(saved));
        if (isComplete) {
            resume = resume.with("pieces", pieces.get());
        } else {
            notes.add("its content is checked; Transmission names unfinished files *.part: rename them before, so that"
                    + " they are found");
        }
        resume = withLimits(withTotals(withFiles(resume, metainfo, saved), saved), saved);
        Optional<String> name = text(saved, "name").filter(given -> !given.equals(metainfo.name()));
        AddTorrent request = ResumeFiles.request(resume, Optional.of(metainfo), savePath, notes);
        return new FoundTorrent(
                file,
                name.orElse(metainfo.name()),
                Optional.of(request),
                FoundTorrent.usable(labels(saved), notes),
                attributes(saved, notes),
                notes,
                "");
    }

    private Path savePath(BencodeDictionary saved, boolean isComplete) {
        String destination = text(saved, "destination").orElse("");
        String incomplete = isComplete ? "" : text(saved, "incomplete-dir").orElse("");
        return places.choose(incomplete, destination);
    }

    private static boolean isPaused(BencodeDictionary saved) {
        return saved.integer("paused").orElse(0L) != 0;
    }

    private static Set<TorrentFlag> flags(BencodeDictionary saved) {
        Set<TorrentFlag> flags = EnumSet.of(TorrentFlag.APPLY_IP_FILTER, TorrentFlag.PAUSED);
        if (!isPaused(saved)) {
            flags.add(TorrentFlag.AUTO_MANAGED); // the queue starts it
        }
        if (saved.integer("sequentialDownload").orElse(0L) != 0) {
            flags.add(TorrentFlag.SEQUENTIAL_DOWNLOAD);
        }
        return flags;
    }

    private static ResumeDictionary withFiles(
            ResumeDictionary resume, TorrentMetainfo metainfo, BencodeDictionary saved) {
        List<TorrentMetainfo.Entry> files = metainfo.files();
        ResumeDictionary result = resume;
        List<?> names = saved.list("files").orElse(List.of());
        if (names.size() == files.size() && isRenamed(files, names)) {
            result = result.with("mapped_files", names);
        }
        List<?> skipped = saved.list("dnd").orElse(List.of());
        List<?> levels = saved.list("priority").orElse(List.of());
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

    private static ResumeDictionary withTotals(ResumeDictionary resume, BencodeDictionary saved) {
        long seeding = bounded(saved, "seeding-time-seconds", MAX_SECONDS);
        long downloading = bounded(saved, "downloading-time-seconds", MAX_SECONDS);
        return resume.with("total_downloaded", bounded(saved, "downloaded", Long.MAX_VALUE))
                .with("total_uploaded", bounded(saved, "uploaded", Long.MAX_VALUE))
                .with("added_time", bounded(saved, "added-date", MAX_SECONDS))
                .with("completed_time", bounded(saved, "done-date", MAX_SECONDS))
                .with("seeding_time", seeding)
                .with("finished_time", seeding)
                .with("active_time", Math.min(MAX_SECONDS, seeding + downloading));
    }

    private static long bounded(BencodeDictionary saved, String key, long max) {
        return saved.integer(key).filter(value -> value >= 0 && value <= max).orElse(0L);
    }

    private static ResumeDictionary withLimits(ResumeDictionary resume, BencodeDictionary saved) {
        long peers = saved.integer("max-peers")
                .filter(count -> count >= 2 && count < MAX_PEERS)
                .orElse(-1L);
        return resume.with("download_rate_limit", limit(saved, "speed-limit-down"))
                .with("upload_rate_limit", limit(saved, "speed-limit-up"))
                .with("max_connections", peers);
    }

    // -1: none
    private static long limit(BencodeDictionary saved, String key) {
        BencodeDictionary limit =
                saved.dictionary(key).orElse(BencodeDictionary.builder().build());
        if (limit.integer("use-speed-limit").orElse(0L) == 0) {
            return -1;
        }
        return limit.integer("speed-Bps")
                .or(() -> limit.integer("speed")
                        .filter(speed -> speed >= 0 && speed <= Integer.MAX_VALUE)
                        .map(speed -> speed * KIB))
                .filter(bytes -> bytes > 0 && bytes <= Integer.MAX_VALUE)
                .orElse(-1L);
    }

    private static List<String> labels(BencodeDictionary saved) {
        return saved.list("labels").orElse(List.of()).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Map<String, String> attributes(BencodeDictionary saved, List<String> notes) {
        Map<String, String> attributes = new LinkedHashMap<>();
        saved.dictionary("ratio-limit")
                .filter(limit -> limit.integer("ratio-mode").orElse(0L) == 1)
                .flatMap(limit -> limit.string("ratio-limit"))
                .map(ByteString::text)
                .filter(ratio -> ratio.matches("[0-9.]{1,20}"))
                .ifPresent(ratio -> attributes.put("share.ratio.limit", ratio));
        if (!attributes.isEmpty()) {
            notes.add("share limits are kept as attributes, but have no effect");
        }
        return attributes;
    }

    private static Optional<String> text(BencodeDictionary saved, String key) {
        return saved.string(key).map(ByteString::text).filter(text -> !text.isEmpty());
    }
}
