package org.torrentxt.api;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.value.SerialForm;

/**
 * The info-hashes of one torrent: v1, v2, or both for a hybrid. Both are empty only for a torrent that no longer
 * exists.
 *
 * @param v1 the SHA-1 info-hash, empty for a v2-only torrent
 * @param v2 the SHA-256 info-hash, empty for a v1-only torrent
 */
public record InfoHashes(Optional<InfoHash> v1, Optional<InfoHash> v2) implements Serializable {
    /** No hash at all. */
    public static final InfoHashes NONE = new InfoHashes(Optional.empty(), Optional.empty());

    /**
     * Checks the version of each hash.
     *
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} if a hash has the other version
     */
    public InfoHashes {
        Objects.requireNonNull(v1, "v1");
        Objects.requireNonNull(v2, "v2");
        if (v1.isPresent() && !v1.get().isV1() || v2.isPresent() && v2.get().isV1()) {
            throw TorrentException.invalid("wrong version of info-hash: v1=" + v1 + ", v2=" + v2);
        }
    }

    private Object writeReplace() {
        return SerialForm.of(InfoHashes.class, this);
    }

    /** The given hash only. */
    public static InfoHashes of(InfoHash hash) {
        return Objects.requireNonNull(hash, "hash").isV1()
                ? new InfoHashes(Optional.of(hash), Optional.empty())
                : new InfoHashes(Optional.empty(), Optional.of(hash));
    }

    /** The v1 hash, else the v2 hash, else empty. */
    public Optional<InfoHash> best() {
        return v1.or(() -> v2);
    }

    /** The hashes that exist, v1 first. */
    public Stream<InfoHash> stream() {
        return Stream.concat(v1.stream(), v2.stream());
    }
}
