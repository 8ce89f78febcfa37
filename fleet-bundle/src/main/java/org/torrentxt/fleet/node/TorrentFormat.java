package org.torrentxt.fleet.node;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/**
 * Torrents as they are sent: bencoded dictionaries. Each page has two notices: the facts, which stay, such as names, and
 * the figures, which change. What later versions add is ignored.
 */
final class TorrentFormat {
    /** The maximum number of torrents on a page. */
    static final int PAGE = 50;

    /** The maximum number of pages of a node. */
    static final int MAX_PAGES = Fleet.MAX_TORRENTS / PAGE;

    /** The maximum length of a summary in bytes. */
    static final int MAX_SUMMARY = 300;

    /** The maximum length of the facts or figures of a page in bytes. */
    static final int MAX_LENGTH = 32 * 1024;

    /** The maximum length of a name in characters. */
    static final int MAX_NAME = 120;

    /** The maximum length of an error in characters. */
    static final int MAX_ERROR = 100;

    /** The highest ratio. */
    static final int MAX_RATIO = 1_000_000;

    private static final long VERSION = 1;
    private static final long LATEST = 253_402_300_799L; // the year 9999
    private static final int V1 = 20; // bytes
    private static final int V2 = 32;
    private static final int PAUSED = 1;
    private static final int QUEUED = 2;
    private static final int WHOLE = 100; // percent, and hundredths of a ratio

    private TorrentFormat() {}

    /** A summary as it is sent. */
    static byte[] write(TorrentSummary summary) {
        return write(List.of(
                summary.torrents(), summary.errors(), summary.downloadRate(), summary.uploadRate(), summary.pages()));
    }

    private static byte[] write(List<?> values) {
        return Bencode.encode(
                BencodeDictionary.builder().put("v", VERSION).put("t", values).build());
    }

    /** The facts of the torrents of a page as they are sent. */
    static byte[] facts(Collection<FleetTorrent> page) {
        return write(page.stream()
                .map(torrent -> List.of(
                        torrent.id(),
                        torrent.name(),
                        hashes(torrent.infoHashes()),
                        torrent.addedTime().map(Instant::getEpochSecond).orElse(-1L),
                        torrent.totalSize()))
                .toList());
    }

    private static byte[] hashes(InfoHashes hashes) {
        byte[] joined = new byte[0];
        for (InfoHash hash : hashes.stream().toList()) {
            int length = joined.length;
            joined = Arrays.copyOf(joined, length + hash.bytes().length);
            System.arraycopy(hash.bytes(), 0, joined, length, hash.bytes().length);
        }
        return joined;
    }

    /** The figures of the torrents of a page as they are sent. */
    static byte[] figures(Collection<FleetTorrent> page) {
        List<Object> all = new ArrayList<>();
        for (FleetTorrent torrent : page) {
            List<Object> figures = new ArrayList<>(List.of(
                    torrent.id(),
                    torrent.state().code(),
                    (torrent.isPaused() ? PAUSED : 0) | (torrent.isQueued() ? QUEUED : 0),
                    torrent.percent(),
                    torrent.downloadRate(),
                    torrent.uploadRate(),
                    torrent.ratio() < 0 ? -1L : Math.round(torrent.ratio() * WHOLE)));
            if (!torrent.error().isEmpty()) {
                figures.add(torrent.error());
            }
            all.add(figures);
        }
        return write(all);
    }

    /**
     * Reads a summary.
     *
     * @param bytes from anybody, at most {@link #MAX_SUMMARY}
     * @return empty unless it is one
     */
    static Optional<TorrentSummary> summary(byte[] bytes) {
        List<?> fields = read(bytes);
        return areWithin(fields, 5, Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, MAX_PAGES)
                ? Optional.of(new TorrentSummary(
                        (int) number(fields, 0), (int) number(fields, 1), number(fields, 2), number(fields, 3), (int)
                                number(fields, 4)))
                : Optional.empty();
    }

    // Empty if it is not of this form.
    private static List<?> read(byte[] bytes) {
        try {
            BencodeDictionary notice = Bencode.decodeDictionary(bytes);
            return notice.integer("v").orElse(0L) < VERSION
                    ? List.of()
                    : notice.list("t").orElse(List.of());
        } catch (TorrentException e) {
            return List.of();
        }
    }

    private static long number(List<?> fields, int index) {
        return (Long) fields.get(index);
    }

    // Numbers from 0 to these, at the beginning.
    private static boolean areWithin(List<?> fields, int count, long... most) {
        if (fields.size() < count) {
            return false;
        }
        for (int i = 0; i < most.length; i++) {
            if (!(fields.get(i) instanceof Long number) || number < 0 || number > most[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a page. Torrents of which only the facts or only the figures are there are omitted.
     *
     * @param facts from anybody, at most {@link #MAX_LENGTH}
     * @param figures from anybody, at most {@link #MAX_LENGTH}
     * @return what is valid, at most {@link #PAGE} torrents
     */
    static List<FleetTorrent> page(byte[] facts, byte[] figures) {
        Map<Long, List<?>> byId = new HashMap<>();
        for (Object each : read(figures)) {
            if (each instanceof List<?> fields && isFigures(fields)) {
                byId.putIfAbsent(number(fields, 0), fields);
            }
        }
        List<FleetTorrent> torrents = new ArrayList<>();
        for (Object each : read(facts)) {
            if (torrents.size() < PAGE && each instanceof List<?> fields && isFacts(fields)) {
                Optional.ofNullable(byId.remove(number(fields, 0)))
                        .ifPresent(some -> torrents.add(torrent(fields, some)));
            }
        }
        return torrents;
    }

    private static boolean isFacts(List<?> fields) {
        return areWithin(fields, 5, Integer.MAX_VALUE)
                && fields.get(1) instanceof ByteString
                && fields.get(2) instanceof ByteString hashes
                && List.of(0, V1, V2, V1 + V2).contains(hashes.length())
                && fields.get(3) instanceof Long added
                && added >= -1
                && added <= LATEST
                && fields.get(4) instanceof Long size
                && size >= 0;
    }

    private static boolean isFigures(List<?> fields) {
        return areWithin(
                        fields,
                        7,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        PAUSED | QUEUED,
                        WHOLE,
                        Long.MAX_VALUE,
                        Long.MAX_VALUE)
                && fields.get(6) instanceof Long ratio
                && ratio >= -1
                && ratio <= (long) MAX_RATIO * WHOLE;
    }

    private static FleetTorrent torrent(List<?> facts, List<?> figures) {
        long added = number(facts, 3);
        long flags = number(figures, 2);
        long ratio = number(figures, 6);
        return FleetTorrent.builder((int) number(facts, 0))
                .name(Brief.of(((ByteString) facts.get(1)).text(), MAX_NAME))
                .infoHashes(hashes(((ByteString) facts.get(2)).bytes()))
                .addedTime(added < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(added)))
                .totalSize(number(facts, 4))
                .state(TorrentState.of((int) number(figures, 1)))
                .isPaused((flags & PAUSED) != 0)
                .isQueued((flags & QUEUED) != 0)
                .percent((int) number(figures, 3))
                .downloadRate(number(figures, 4))
                .uploadRate(number(figures, 5))
                .ratio(ratio < 0 ? -1 : ratio / (double) WHOLE)
                .error(
                        figures.size() > 7 && figures.get(7) instanceof ByteString error
                                ? Brief.of(error.text(), MAX_ERROR)
                                : "")
                .build();
    }

    private static InfoHashes hashes(byte[] bytes) {
        int v1 = bytes.length % V2 == V1 ? V1 : 0;
        return new InfoHashes(
                v1 == 0 ? Optional.empty() : Optional.of(InfoHash.of(Arrays.copyOf(bytes, V1))),
                bytes.length == v1
                        ? Optional.empty()
                        : Optional.of(InfoHash.of(Arrays.copyOfRange(bytes, v1, bytes.length))));
    }
}
