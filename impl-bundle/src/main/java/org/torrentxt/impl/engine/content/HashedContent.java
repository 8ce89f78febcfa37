package org.torrentxt.impl.engine.content;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.HashedFile;

/** Compares the files of a torrent with what they were like when they were hashed. */
final class HashedContent {
    private final Map<String, HashedFile> hashed = new HashMap<>();
    private final Path folder;

    /** What is known of files in a folder. */
    HashedContent(List<HashedFile> files, Path folder) {
        files.forEach(file -> hashed.put(file.path(), file));
        this.folder = folder;
    }

    /**
     * The first difference found, in words; empty if the files are those that were hashed.
     *
     * @param paths of the files, by index
     * @param priorities of the files, by index; those beyond are not skipped
     */
    Optional<String> difference(torrent_info info, List<String> paths, byte[] priorities) {
        try {
            List<Integer> content = Metadata.contentFiles(info);
            if (content.size() != hashed.size()) {
                return Optional.of("the torrent has " + content.size() + " files, but " + hashed.size()
                        + " hashed files were given");
            }
            return content.stream()
                    .map(file -> difference(file, info.files(), paths.get(file), priorities))
                    .flatMap(Optional::stream)
                    .findFirst();
        } finally {
            Reference.reachabilityFence(info);
        }
    }

    private Optional<String> difference(int file, file_storage files, String path, byte[] priorities) {
        HashedFile known = hashed.get(path);
        if (known == null || known.size() != files.file_size(file)) {
            return Optional.of("file of the torrent that was not hashed, or with another size: " + path);
        }
        if (file < priorities.length && priorities[file] == 0) {
            return Optional.of("file that is not to be downloaded: " + path);
        }
        return difference(folder.resolve(path), known);
    }

    private static Optional<String> difference(Path path, HashedFile known) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            if (now.size() != known.size()) {
                return changed(path, "it has " + now.size() + " bytes, and had " + known.size());
            }
            Instant modified = now.lastModifiedTime().toInstant();
            if (!modified.equals(known.modified())) {
                return changed(path, "it was modified at " + modified + ", and not last at " + known.modified());
            }
            return now.isRegularFile() ? Optional.empty() : changed(path, "it is not a file");
        } catch (IOException e) {
            return Optional.of("file missing since it was hashed: " + path);
        }
    }

    private static Optional<String> changed(Path path, String how) {
        return Optional.of("file changed since it was hashed: " + path + ": " + how);
    }
}
