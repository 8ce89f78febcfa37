package org.torrentxt.shell.fake;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtFollowedRelease;
import org.torrentxt.api.dht.store.DhtIdentities;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublicationState;
import org.torrentxt.api.dht.store.DhtPublicationStatus;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtReleases;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.api.dht.store.DhtWatches;
import org.torrentxt.api.dht.store.FollowRelease;

/** A store that keeps one blob alive and follows those releases, unless told otherwise. */
public final class FakeStore implements DhtStore {
    /** What it publishes. */
    public List<DhtPublication> publications = List.of();

    /** What it keeps alive. */
    public List<DhtKeptBlob> blobs = List.of(blob(DhtPublicationState.PUBLISHED));

    /** Whom it signs for. */
    public List<DhtIdentity> identities = List.of();

    /** What it watches. */
    public List<DhtWatch> watches = List.of();

    /** Where its files are. */
    public Path folder = Path.of("").toAbsolutePath();

    /** What may not be meant in its configuration. */
    public List<String> warnings = List.of();

    /** What it follows. */
    public List<DhtFollowedRelease> followed;

    /** A store that follows what these magnet links name. */
    public FakeStore(String... magnets) {
        followed = List.of(magnets).stream()
                .map(magnet -> followed(magnet, Optional.empty()))
                .toList();
    }

    /** A release that is followed, without a version so far. */
    public static DhtFollowedRelease followed(String magnet, Optional<String> error) {
        return new DhtFollowedRelease(
                FollowRelease.magnet(magnet), -1, Optional.empty(), Optional.empty(), Instant.EPOCH, error);
    }

    /** A blob that is kept alive. */
    public static DhtKeptBlob blob(DhtPublicationState state) {
        return new DhtKeptBlob(new DhtTarget("ab".repeat(20)), 2048, 4, status(state));
    }

    /** How it stands with something. */
    public static DhtPublicationStatus status(DhtPublicationState state) {
        return new DhtPublicationStatus(
                state, -1, Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH.plusSeconds(3600)), Optional.empty());
    }

    @Override
    public DhtBlobs blobs() {
        return listing(DhtBlobs.class, "list", blobs);
    }

    @Override
    public DhtReleases releases() {
        return listing(DhtReleases.class, "followed", followed);
    }

    @Override
    public DhtIdentities identities() {
        return listing(DhtIdentities.class, "list", identities);
    }

    @Override
    public DhtPublications publications() {
        return listing(DhtPublications.class, "list", publications);
    }

    @Override
    public DhtLookups lookups() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DhtWatches watches() {
        return listing(DhtWatches.class, "list", watches);
    }

    private static <T> T listing(Class<T> type, String name, List<?> rows) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals(name)) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return rows;
                }));
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<String> warnings() {
        return warnings;
    }
}
