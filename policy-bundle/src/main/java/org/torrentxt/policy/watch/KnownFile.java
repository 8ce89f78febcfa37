package org.torrentxt.policy.watch;

import java.util.ArrayList;
import java.util.List;
import org.torrentxt.api.InfoHash;
import org.torrentxt.bencode.ByteString;

/**
 * A file from which something was added.
 *
 * @param version what it was like when all of it was added; {@link Version#NONE} if something could not be added yet
 * @param place the folder in which it was seen, as the file system knows it: another disk may be mounted there later
 * @param entries what was added, over all versions of the file
 */
record KnownFile(Version version, String place, List<Entry> entries) {
    /**
     * What a file is like without reading it.
     *
     * @param length in bytes
     * @param modified in milliseconds since 1970
     */
    record Version(long length, long modified) {
        static final Version NONE = new Version(-1, 0);
    }

    /**
     * A torrent that was added.
     *
     * @param digest of what the file says: the .torrent file, or a magnet link
     * @param infoHash of the torrent
     * @param isNew whether the torrent was added by this file, and not already there
     */
    record Entry(ByteString digest, InfoHash infoHash, boolean isNew) {}

    KnownFile {
        entries = List.copyOf(entries);
    }

    boolean has(ByteString digest) {
        return entries.stream().anyMatch(entry -> entry.digest.equals(digest));
    }

    KnownFile at(Version changed) {
        return new KnownFile(changed, place, entries);
    }

    KnownFile in(String changed) {
        return new KnownFile(version, changed, entries);
    }

    KnownFile with(Entry added) {
        List<Entry> all = new ArrayList<>(entries);
        all.add(added);
        return new KnownFile(version, place, all);
    }
}
