package org.torrentxt.impl.create;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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

    /** A file or folder. There may be very many, so that each has only what is needed. */
    static final class Entry implements Comparable<Entry> {
        final Path path;
        final String name;
        private ByteString key;

        /** Bytes, if it is a file. */
        long size;

        /** When it was last written, if it is a file. */
        FileTime modified;

        /** What is in it, if it is a folder. */
        ListedFolder below;

        /** Why it cannot be in a torrent; null if it can. */
        TorrentException failure;

        Entry(Path path) {
            this.path = path;
            this.name = path.getFileName().toString();
            this.key = ByteString.of(name);
        }

        /** Whether it is not part of the torrent. */
        boolean isSkipped() {
            return modified == null && below == null && failure == null;
        }

        /** Forgets what only sorting needs. */
        void sorted() {
            key = null;
        }

        @Override
        public int compareTo(Entry other) {
            return key.compareTo(other.key);
        }
    }
}
