package org.torrentxt.impl.engine.torrent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.torrent_info;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.impl.engine.binding.NativeStatus;
import org.torrentxt.impl.engine.content.Metadata;

/**
 * Since when a torrent that wants peers is without any, and why. Nothing watches it: each look at the torrent's status
 * says how it is, and alerts when it began to want some. Thread-safe.
 */
public final class NoPeers {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KEPT = Duration.ofSeconds(3); // as trackers and settings are asked for it
    private static final Set<TorrentState> WANTING = Set.of(TorrentState.DOWNLOADING, TorrentState.FETCHING_METADATA);

    private record Told(String reason, long at) {}

    private final LongSupplier nanos;
    private volatile long since;
    private volatile Told last;

    NoPeers(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** It starts now, or what it does has changed. */
    public void begin() {
        since = nanos.getAsLong();
        last = null;
    }

    /**
     * Why it has no peers; empty if it has, wants none, or has not waited long enough.
     *
     * @param stopped true if it is paused, or has failed
     */
    String reason(
            EngineTorrent torrent,
            NativeStatus status,
            boolean stopped,
            Set<TorrentFlag> flags,
            Supplier<SessionReach> reach) {
        boolean wants = !stopped
                && !status.isFinished()
                && !flags.contains(TorrentFlag.UPLOAD_MODE)
                && WANTING.contains(TorrentState.of(status.state()));
        if (!isDue(wants && status.numPeers() == 0)) {
            return "";
        }
        Told told = last;
        if (told == null || nanos.getAsLong() - told.at() > KEPT.toNanos()) {
            told = new Told(text(torrent, status, flags, reach.get()), nanos.getAsLong());
            last = told;
        }
        return told.reason();
    }

    /** True once it has been without peers for long enough, those that it has now known. */
    boolean isDue(boolean alone) {
        if (!alone) {
            begin();
        }
        return alone && nanos.getAsLong() - since >= PATIENCE.toNanos();
    }

    private static String text(EngineTorrent torrent, NativeStatus status, Set<TorrentFlag> flags, SessionReach reach) {
        if (reach.offline().isPresent()) {
            return reach.offline().get();
        }
        List<String> parts = new ArrayList<>();
        parts.add(reach.place());
        int known = status.numKnownPeers();
        if (known > 0) {
            parts.add(
                    "no connection to " + (known == 1 ? "the peer that is known" : "any of " + known + " known peers"));
        }
        parts.add(torrent.sources().trackerProblem(known > 0));
        parts.add(status.hasMetadata() ? torrent.sources().webSeedProblem() : "");
        parts.addAll(reach.problems(isAnnounced(torrent, flags), known > 0));
        long rules = flags.contains(TorrentFlag.APPLY_IP_FILTER) ? reach.blockingRules() : 0;
        if (rules > 0) {
            parts.add("the IP filter has " + rules + (rules == 1 ? " blocking rule" : " blocking rules"));
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(", ")) + "; " + reach.wayOut();
    }

    private static boolean isAnnounced(EngineTorrent torrent, Set<TorrentFlag> flags) {
        return !flags.contains(TorrentFlag.DISABLE_DHT)
                && !torrent.ask(
                        handle -> Metadata.of(handle).map(torrent_info::priv).orElse(false), false);
    }
}
