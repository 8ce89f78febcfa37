package org.torrentxt.impl.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The order of qBittorrent's queue: its file {@code queue}, with an info-hash per line. Other files follow by name. */
record QBittorrentQueue(Map<String, Integer> positions) implements Comparator<Path> {
    static QBittorrentQueue of(Path file) {
        Map<String, Integer> positions = new HashMap<>();
        try {
            String text = new String(SourceFolder.read(file), StandardCharsets.ISO_8859_1);
            text.lines()
                    .forEach(line -> positions.putIfAbsent(line.strip().toLowerCase(Locale.ROOT), positions.size()));
        } catch (IOException e) {
            return new QBittorrentQueue(Map.of()); // without a queue
        }
        return new QBittorrentQueue(positions);
    }

    @Override
    public int compare(Path one, Path other) {
        int byPosition = Integer.compare(position(one), position(other));
        return byPosition == 0 ? one.compareTo(other) : byPosition;
    }

    private int position(Path file) {
        return positions.getOrDefault(SourceFolder.stem(file).toLowerCase(Locale.ROOT), Integer.MAX_VALUE);
    }
}
