package org.torrentxt.shell.fake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/** Makes the status of a torrent of 100 MiB that is being downloaded, unless something else is said. */
public final class StatusBuilder {
    private static final long MIB = 1L << 20;

    private final int id;
    private String name;
    private TorrentState state = TorrentState.DOWNLOADING;
    private double progress = 0.5;
    private String error = "";
    private boolean isPaused;
    private boolean hasMetadata = true;
    private int queuePosition = -1;
    private Set<TorrentFlag> flags = Set.of();
    private Path savePath = Path.of("data");

    private StatusBuilder(int id) {
        this.id = id;
        this.name = "torrent-" + id;
    }

    /** The status of a torrent. */
    public static StatusBuilder status(int id) {
        return new StatusBuilder(id);
    }

    public StatusBuilder name(String text) {
        this.name = text;
        return this;
    }

    public StatusBuilder state(TorrentState present) {
        this.state = present;
        return this;
    }

    public StatusBuilder progress(double fraction) {
        this.progress = fraction;
        return this;
    }

    public StatusBuilder complete() {
        return state(TorrentState.SEEDING).progress(1);
    }

    public StatusBuilder error(String text) {
        this.error = text;
        return this;
    }

    public StatusBuilder paused() {
        this.isPaused = true;
        return this;
    }

    public StatusBuilder withoutMetadata() {
        this.hasMetadata = false;
        return this;
    }

    public StatusBuilder queuePosition(int place) {
        this.queuePosition = place;
        return this;
    }

    public StatusBuilder flags(TorrentFlag... set) {
        this.flags = Set.of(set);
        return this;
    }

    public StatusBuilder savePath(Path folder) {
        this.savePath = folder;
        return this;
    }

    public TorrentStatus build() {
        boolean isComplete = state == TorrentState.SEEDING;
        long done = Math.round(100 * MIB * progress);
        return new TorrentStatus(
                id,
                name,
                state,
                progress,
                isComplete ? 0 : 10 * MIB,
                MIB,
                done,
                100 * MIB,
                done,
                3,
                2,
                savePath,
                InfoHashes.of(new InfoHash(String.format("%040x", id))),
                100,
                (int) (100 * progress),
                (int) MIB,
                100 * MIB,
                done,
                done / 2,
                -1,
                -1,
                hasMetadata,
                isComplete,
                isComplete,
                isPaused,
                error,
                isComplete ? Optional.empty() : Optional.of(Duration.ofSeconds(5)),
                Instant.ofEpochSecond(1_700_000_000),
                isComplete ? Optional.of(Instant.ofEpochSecond(1_700_000_100)) : Optional.empty(),
                4,
                queuePosition,
                "",
                flags);
    }
}
