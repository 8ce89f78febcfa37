package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.bencode.BencodeTokens;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.state.ResumeDictionary;
import org.torrentxt.impl.state.TorrentState;

/**
 * A folder of libtorrent's resume files, as its example client and many others keep: {@code *.resume} or
 * {@code *.fastresume}, with {@code *.torrent} of the same name if the metadata is not in them; also .torrent files alone,
 * and our own state files, which are resume files, too.
 */
final class ResumeFiles implements Client {
    private static final ByteString OWN = ByteString.of("torrentxt");

    private final SourceFolder folder;
    private final SavePaths places;

    ResumeFiles(SourceFolder folder, SavePaths places) {
        this.folder = folder;
        this.places = places;
    }

    @Override
    public Stream<FoundTorrent> list() throws IOException {
        List<Path> resumes = folder.files(".resume", ".fastresume");
        Set<Path> taken = resumes.stream().map(ResumeFiles::torrentOf).collect(Collectors.toSet());
        List<Path> torrents = folder.files(".torrent");
        TorrentIndex index = new TorrentIndex(torrents);
        return Stream.concat(
                resumes.stream().map(file -> readResume(file, index)),
                torrents.stream().filter(file -> !taken.contains(file)).map(this::readTorrent));
    }

    // NAME.torrent of NAME.resume and NAME.torrent.resume
    private static Path torrentOf(Path resume) {
        String stem = SourceFolder.stem(resume);
        return resume.resolveSibling(stem.endsWith(".torrent") ? stem : stem + ".torrent");
    }

    private FoundTorrent readResume(Path file, TorrentIndex index) {
        try {
            byte[] content = SourceFolder.read(file);
            Path torrent = torrentOf(file);
            Optional<TorrentMetainfo> metainfo =
                    Files.exists(torrent) ? Optional.of(TorrentMetainfo.read(torrent)) : index.find(content);
            return found(file, content, metainfo);
        } catch (IOException | RuntimeException e) { // whatever it is, the others are listed
            return FoundTorrent.unusable(file, e);
        }
    }

    private FoundTorrent found(Path file, byte[] content, Optional<TorrentMetainfo> metainfo) throws IOException {
        List<String> notes = new ArrayList<>();
        ResumeDictionary saved = complete(content, metainfo);
        Set<String> labels = Set.of();
        Map<String, String> attributes = Map.of();
        if (saved.keys().contains(OWN)) {
            TorrentState state = TorrentState.read(BencodeTokens.first(content));
            saved = state.resume();
            labels = state.labels();
            attributes = state.attributes();
        }
        Path savePath = places.choose(saved.savePath().orElse(""));
        String name = saved.name().or(() -> metainfo.map(TorrentMetainfo::name)).orElse(SourceFolder.stem(file));
        AddTorrent request = request(saved.with("save_path", savePath.toString()), metainfo, savePath, notes);
        String problem = problem(saved, metainfo, savePath);
        return new FoundTorrent(file, name, Optional.of(request), labels, attributes, notes, problem);
    }

    private FoundTorrent readTorrent(Path file) {
        try {
            TorrentMetainfo metainfo = TorrentMetainfo.read(file);
            AddTorrent.Builder request = AddTorrent.torrentBytes(metainfo.content());
            places.chosen().ifPresent(request::savePath);
            return new FoundTorrent(
                    file,
                    metainfo.name(),
                    Optional.of(request.build()),
                    Set.of(),
                    Map.of(),
                    List.of("only a .torrent file: existing content is checked"),
                    "");
        } catch (IOException | RuntimeException e) { // whatever it is, the others are listed
            return FoundTorrent.unusable(file, e);
        }
    }

    /** Resume data with the metadata in it, if that is known. */
    static ResumeDictionary complete(byte[] content, Optional<TorrentMetainfo> metainfo) {
        ResumeDictionary saved = ResumeDictionary.of(BencodeTokens.first(content));
        if (metainfo.isEmpty() || saved.info().isPresent()) {
            return saved;
        }
        QBittorrent.requireSame(saved, metainfo.get());
        return saved.withEncoded("info", metainfo.get().encodedInfo());
    }

    private static boolean lacksHashes(ResumeDictionary resume, Optional<TorrentMetainfo> metainfo) {
        return metainfo.isPresent() && metainfo.get().isV2() && !resume.keys().contains(ByteString.of("trees"));
    }

    /** What is wrong with a torrent whose pieces are not known any more, but of which there were some. */
    static String problem(ResumeDictionary resume, Optional<TorrentMetainfo> metainfo, Path savePath) {
        boolean hadAny = resume.text("pieces").orElse("").chars().anyMatch(piece -> piece != 0);
        return hadAny && lacksHashes(resume, metainfo)
                ? PresentFiles.problem(savePath, metainfo.orElseThrow().paths(resume.list("mapped_files")))
                : "";
    }

    /**
     * A request to add a torrent with its resume data; or, if that lacks the hashes of a v2 torrent, from its .torrent
     * file, which has them.
     */
    static AddTorrent request(
            ResumeDictionary resume, Optional<TorrentMetainfo> metainfo, Path savePath, List<String> notes) {
        if (!lacksHashes(resume, metainfo)) {
            return AddTorrent.resumeData(resume.toBytes()).savePath(savePath).build();
        }
        notes.add("its content is checked");
        AddTorrent.Builder request = AddTorrent.torrentBytes(metainfo.get().content())
                .savePath(savePath)
                .downloadLimit(resume.downloadLimit())
                .uploadLimit(resume.uploadLimit());
        resume.filePriorities().forEach(request::filePriority);
        for (TorrentFlag flag : TorrentFlag.values()) {
            if (resume.flags().contains(flag)) {
                request.set(flag);
            } else {
                request.clear(flag);
            }
        }
        return request.build();
    }
}
