package org.torrentxt.web.rpc.torrent;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.web.rpc.value.Announces;
import org.torrentxt.web.rpc.value.MediaTypes;

/**
 * What is remembered of a torrent because clients ask for it with each list, but it takes a call to the engine for each
 * torrent, and changes seldom. Each has an age beyond which it is read again, which is not the same for all torrents, so
 * that not all are due at once.
 */
final class Facts {
    private final Remembered<List<TrackerInfo>> trackers = new Remembered<>(Duration.ofSeconds(30));
    private final Announces announces = new Announces();
    private final Remembered<Integer> sending = new Remembered<>(Duration.ofSeconds(2));
    private final Remembered<Content> content = new Remembered<>(Duration.ofHours(1));

    /**
     * What it consists of.
     *
     * @param count the number of files
     * @param mediaType the type of the largest file
     */
    record Content(int count, String mediaType) {
        static Content of(List<FileInfo> files) {
            return new Content(
                    files.size(),
                    files.stream()
                            .max(Comparator.comparingLong(FileInfo::size))
                            .map(file -> MediaTypes.of(file.path()))
                            .orElse(MediaTypes.UNKNOWN));
        }
    }

    /** A value and its age; safe for use by several threads, each of which may read it. */
    static final class Remembered<T> {
        private record Read<T>(T value, long until) {}

        private final long age;
        private volatile Read<T> read;

        Remembered(Duration least) {
            // up to twice as much
            this.age = least.toNanos() + ThreadLocalRandom.current().nextLong(least.toNanos());
        }

        T get(Supplier<T> reader) {
            Read<T> known = read;
            return known != null && known.until - System.nanoTime() > 0 ? known.value : renew(reader);
        }

        T renew(Supplier<T> reader) {
            Read<T> renewed = new Read<>(reader.get(), System.nanoTime() + age);
            read = renewed;
            return renewed.value;
        }

        void forget() {
            read = null;
        }
    }

    Announces announces() {
        return announces;
    }

    Remembered<List<TrackerInfo>> trackers() {
        return trackers;
    }

    Remembered<Integer> sending() {
        return sending;
    }

    Remembered<Content> content() {
        return content;
    }
}
