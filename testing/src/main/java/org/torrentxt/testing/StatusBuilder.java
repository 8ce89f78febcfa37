package org.torrentxt.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.TorrentState;
import org.torrentxt.api.status.TorrentStatus;

/**
 * Builds the status of a torrent: by default 100 MiB in 100 pieces, half downloaded, named {@code torrent-ID}, with a
 * v1 info-hash derived from its id.
 */
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
    private String noPeersReason = "";
    private Path savePath = Path.of("data");
    private InfoHashes infoHashes;
    private Set<String> labels = Set.of();
    private final Map<String, String> attributes = new HashMap<>();

    private StatusBuilder(int id) {
        this.id = id;
        this.name = "torrent-" + id;
        this.infoHashes = InfoHashes.of(infoHashOf(id));
    }

    static InfoHash infoHashOf(int torrent) {
        return new InfoHash(String.format("%040x", torrent));
    }

    /**
     * The status of a torrent.
     *
     * @param id positive, unique in its session
     */
    public static StatusBuilder status(int id) {
        return new StatusBuilder(id);
    }

    /**
     * A later status of the same torrent: properties that this builder can set are copied, all others are those of a
     * new torrent.
     *
     * @param status such as {@code torrent.status().orElseThrow()}
     */
    public static StatusBuilder from(TorrentStatus status) {
        StatusBuilder builder = new StatusBuilder(status.id());
        builder.name = status.name();
        builder.state = status.state();
        builder.progress = status.progress();
        builder.error = status.error();
        builder.isPaused = status.isPaused();
        builder.hasMetadata = status.hasMetadata();
        builder.queuePosition = status.queuePosition();
        builder.flags = status.flags();
        builder.noPeersReason = status.noPeersReason();
        builder.savePath = status.savePath();
        builder.infoHashes = status.infoHashes();
        builder.labels = status.labels();
        builder.attributes.putAll(status.attributes());
        return builder;
    }

    /** Sets its name. */
    public StatusBuilder name(String text) {
        this.name = text;
        return this;
    }

    /** Sets its state. */
    public StatusBuilder state(TorrentState present) {
        this.state = present;
        return this;
    }

    /** Sets its progress, 0.0 to 1.0. */
    public StatusBuilder progress(double fraction) {
        this.progress = fraction;
        return this;
    }

    /** Makes it a complete torrent that is seeding. */
    public StatusBuilder complete() {
        return state(TorrentState.SEEDING).progress(1);
    }

    /** Sets its error, in one line. */
    public StatusBuilder error(String text) {
        this.error = text;
        return this;
    }

    /** Makes it paused. */
    public StatusBuilder paused() {
        this.isPaused = true;
        return this;
    }

    /** Makes it a torrent from a magnet link whose metadata is not known yet. */
    public StatusBuilder withoutMetadata() {
        this.hasMetadata = false;
        return this;
    }

    /** Sets its 0-based position in the download queue. */
    public StatusBuilder queuePosition(int place) {
        this.queuePosition = place;
        return this;
    }

    /** Sets its flags, and no others. */
    public StatusBuilder flags(TorrentFlag... set) {
        this.flags = Set.of(set);
        return this;
    }

    /** Removes its peers and sets the reason in one line; empty restores them. */
    public StatusBuilder noPeers(String reason) {
        this.noPeersReason = reason;
        return this;
    }

    /** Sets its save path. */
    public StatusBuilder savePath(Path folder) {
        this.savePath = folder;
        return this;
    }

    /** Sets its info-hash. */
    public StatusBuilder infoHash(InfoHash hash) {
        this.infoHashes = InfoHashes.of(hash);
        return this;
    }

    /** Sets its labels, and no others. */
    public StatusBuilder labels(String... all) {
        this.labels = Set.of(all);
        return this;
    }

    /** Sets an attribute. */
    public StatusBuilder attribute(String key, String value) {
        this.attributes.put(key, value);
        return this;
    }

    /** Builds the status. */
    public TorrentStatus build() {
        boolean isComplete = state == TorrentState.SEEDING;
        boolean hasPeers = noPeersReason.isEmpty();
        long done = Math.round(100 * MIB * progress);
        return TorrentStatus.builder(id)
                .name(name)
                .state(state)
                .progress(progress)
                .downloadRate(isComplete || !hasPeers ? 0 : 10 * MIB)
                .uploadRate(hasPeers ? MIB : 0)
                .totalDone(done)
                .totalWanted(100 * MIB)
                .totalWantedDone(done)
                .numPeers(hasPeers ? 3 : 0)
                .numSeeds(hasPeers ? 2 : 0)
                .savePath(savePath)
                .infoHashes(infoHashes)
                .numPieces(100)
                .piecesDone((int) (100 * progress))
                .pieceLength((int) MIB)
                .totalSize(100 * MIB)
                .allTimeDownload(done)
                .allTimeUpload(done / 2)
                .hasMetadata(hasMetadata)
                .isFinished(isComplete)
                .isSeeding(isComplete)
                .isPaused(isPaused)
                .error(error)
                .eta(isComplete || !hasPeers ? Optional.empty() : Optional.of(Duration.ofSeconds(5)))
                .addedTime(Instant.ofEpochSecond(1_700_000_000))
                .completedTime(isComplete ? Optional.of(Instant.ofEpochSecond(1_700_000_100)) : Optional.empty())
                .numConnections(hasPeers ? 4 : 0)
                .queuePosition(queuePosition)
                .flags(flags)
                .noPeersReason(noPeersReason)
                .labels(labels)
                .attributes(attributes)
                .build();
    }
}
