package org.torrentxt.testing;

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

/**
 * A read-only DHT store: its publications, blobs, watches and followed releases are set by the test. Initially it
 * keeps one blob alive and follows the releases given to the constructor.
 */
public final class FakeStore implements DhtStore {
    private volatile List<DhtPublication> publications = List.of();
    private volatile List<DhtKeptBlob> blobs = List.of(blob(DhtPublicationState.PUBLISHED));
    private volatile List<DhtIdentity> identities = List.of();
    private volatile List<DhtWatch> watches = List.of();
    private volatile List<DhtFollowedRelease> followed;
    private volatile List<String> warnings = List.of();
    private volatile Path folder = Path.of("").toAbsolutePath();

    /** A store that follows the releases of these magnet links. */
    public FakeStore(String... magnets) {
        followed = List.of(magnets).stream()
                .map(magnet -> followed(magnet, Optional.empty()))
                .toList();
    }

    /** Sets its publications. */
    public void setPublications(DhtPublication... all) {
        publications = List.of(all);
    }

    /** Sets the blobs it keeps alive. */
    public void setBlobs(DhtKeptBlob... all) {
        blobs = List.of(all);
    }

    /** Sets its identities. */
    public void setIdentities(DhtIdentity... all) {
        identities = List.of(all);
    }

    /** Sets the folder of its files; initially the current folder. */
    public void setFolder(Path path) {
        folder = path;
    }

    /** Sets the warnings about its configuration, one line each. */
    public void setWarnings(String... lines) {
        warnings = List.of(lines);
    }

    /** Sets its watches. */
    public void setWatches(DhtWatch... all) {
        watches = List.of(all);
    }

    /** Sets the releases it follows. */
    public void setFollowed(DhtFollowedRelease... all) {
        followed = List.of(all);
    }

    /** A followed release without a version so far. */
    public static DhtFollowedRelease followed(String magnet, Optional<String> error) {
        return DhtFollowedRelease.builder(FollowRelease.magnet(magnet))
                .seq(-1)
                .lastError(error)
                .build();
    }

    /** A blob that is kept alive. */
    public static DhtKeptBlob blob(DhtPublicationState state) {
        return DhtKeptBlob.builder(new DhtTarget("ab".repeat(20)), status(state))
                .length(2048)
                .items(4)
                .build();
    }

    /** The status of a value that is kept alive: stored at {@link Instant#EPOCH}, due again one hour later. */
    public static DhtPublicationStatus status(DhtPublicationState state) {
        return DhtPublicationStatus.builder(state)
                .numNodes(-1)
                .lastPublished(Optional.of(Instant.EPOCH))
                .nextAttempt(Optional.of(Instant.EPOCH.plusSeconds(3600)))
                .build();
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
        throw new UnsupportedOperationException("lookups");
    }

    @Override
    public DhtWatches watches() {
        return listing(DhtWatches.class, "list", watches);
    }

    private static <T> T listing(Class<T> type, String name, List<?> rows) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals(name)) {
                        throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
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
