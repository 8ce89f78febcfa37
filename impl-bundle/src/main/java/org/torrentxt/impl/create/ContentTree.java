package org.torrentxt.impl.create;

import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.TorrentException;

/**
 * The content of a torrent, as found by a scan.
 *
 * @param root the file or folder, absolute
 * @param name the torrent's name: the last part of the root's path
 * @param folder false if the root is a file
 * @param files at least one, in the order of their names' UTF-8 bytes, folder by folder: v2 requires that order, and v1
 *     uses the same
 */
record ContentTree(Path root, String name, boolean folder, List<ContentFile> files) {
    long totalSize() {
        return files.stream().mapToLong(ContentFile::size).sum();
    }

    /**
     * Checks that a later scan found the same files.
     *
     * @throws TorrentException naming the first file that is new, gone, or of another size or time
     */
    void requireSame(ContentTree later) {
        int common = Math.min(files.size(), later.files.size());
        for (int i = 0; i < common; i++) {
            if (!files.get(i).equals(later.files.get(i))) {
                throw ContentErrors.changed(files.get(i).path());
            }
        }
        if (files.size() != later.files.size()) {
            List<ContentFile> longer = files.size() > common ? files : later.files;
            throw ContentErrors.changed(longer.get(common).path());
        }
    }
}
