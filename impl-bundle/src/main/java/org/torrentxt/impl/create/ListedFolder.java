package org.torrentxt.impl.create;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.ByteString;

/** A folder of the content and what was found in it. Complete once its {@link ContentLister} says so. */
final class ListedFolder {
    final Path path;
    final Path real;
    final int depth;
    private final ListedFolder above;

    /** In the order of the names' UTF-8 bytes. */
    Entry[] entries = {};

    /** Why it could not be read; null if it could. */
    TorrentException failure;

    /** A folder below another, or the first one with null. */
    ListedFolder(Path path, Path real, ListedFolder above) {
        this.path = path;
        this.real = real;
        this.above = above;
        this.depth = above == null ? 0 : above.depth + 1;
    }

    /** Whether that folder is this one, or one above it. */
    boolean isWithin(Path other) {
        for (ListedFolder folder = this; folder != null; folder = folder.above) {
            if (folder.real.equals(other)) {
                return true;
            }
        }
        return false;
    }

    /** A file or folder; a skipped one has neither attributes nor a failure. */
    static final class Entry implements Comparable<Entry> {
        final Path path;
        final String name;
        private final ByteString key;

        /** Those of its target, if it is a symbolic link. */
        BasicFileAttributes attributes;

        /** What is in it, if it is a folder. */
        ListedFolder below;

        /** Why it cannot be in a torrent; null if it can. */
        TorrentException failure;

        Entry(Path path) {
            this.path = path;
            this.name = path.getFileName().toString();
            this.key = ByteString.of(name);
        }

        @Override
        public int compareTo(Entry other) {
            return key.compareTo(other.key);
        }
    }
}
