package org.torrentxt.impl.engine;

import java.util.ArrayList;
import java.util.List;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;

/**
 * The paths of a torrent's files. The engine frees a name as it renames the file, also while somebody reads it: so all are read
 * before the first is renamed, and what is renamed is told by alerts.
 */
final class FilePaths {
    private List<String> paths = List.of();

    /** By index, pad files included; empty until the metadata is known. The handle must be valid. */
    synchronized List<String> of(torrent_handle handle) {
        if (paths.isEmpty()) {
            paths = TorrentReader.metadata(handle).map(FilePaths::read).orElse(List.of());
        }
        return paths;
    }

    private static List<String> read(torrent_info info) {
        List<String> read = TorrentReader.paths(info);
        return read.stream().noneMatch(Names::mayBeCut) ? read : repaired(read, info);
    }

    private static List<String> repaired(List<String> read, torrent_info info) {
        List<Integer> files = TorrentReader.contentFiles(info);
        List<String> names = Names.ofFiles(TorrentFiles.infoSection(info));
        if (names.size() != files.size()) {
            return read;
        }
        List<String> repaired = new ArrayList<>(read);
        for (int i = 0; i < names.size(); i++) {
            int file = files.get(i);
            if (Names.mayBeCut(read.get(file))) {
                repaired.set(file, names.get(i));
            }
        }
        return List.copyOf(repaired);
    }

    /** Takes over that a file was renamed. */
    synchronized void renamed(int file, String path) {
        if (file < paths.size()) {
            List<String> changed = new ArrayList<>(paths);
            changed.set(file, path);
            paths = List.copyOf(changed);
        }
    }

    /** Reads all anew when they are needed, should alerts have been lost. */
    synchronized void forget() {
        paths = List.of();
    }
}
