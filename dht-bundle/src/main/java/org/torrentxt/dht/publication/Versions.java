package org.torrentxt.dht.publication;

import static org.torrentxt.api.dht.store.DhtPublications.NO_VERSION;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.file.Fields;
import org.torrentxt.dht.file.PersistentMap;
import org.torrentxt.dht.file.StateFolder;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.StoreContext;

/**
 * The versions signed by this store, so that no sequence number is used twice: versions kept alive, versions that may
 * have been stored without an answer, versions refused by nodes, and unpublished versions.
 */
final class Versions {
    private final PersistentJobs<SignedItem, Publication> jobs;
    private final PersistentMap<SignedItem> pending;
    private final PersistentMap<Long> unpublished;

    Versions(StoreContext context, PersistentJobs<SignedItem, Publication> jobs) {
        this.jobs = jobs;
        this.pending = new PersistentMap<>(context.files("pending", ".publication", SignedItem.format(Versions::file)));
        this.unpublished = new PersistentMap<>(context.files("unpublished", ".seq", new SeqFormat()));
    }

    // One per version: if several were stored without an answer, nodes may have any of them.
    private static String file(SignedItem signed) {
        return signed.name() + "-" + signed.item().seq();
    }

    /** Deletes entries that are obsolete given the publications kept alive; to be called after those were loaded. */
    void forgetOld() {
        pending.forgetAll(signed -> signed.item().seq() <= settled(signed));
    }

    /** The sequence number kept alive. */
    long published(Draft draft) {
        return published(draft.name(), draft.keys().publicKey());
    }

    private long published(String name, DhtPublicKey publicKey) {
        return jobs.find(name)
                .map(publication -> seq(publication.state(), publicKey))
                .orElse(NO_VERSION);
    }

    /** The highest sequence number that was signed, whether stored or not. */
    long signed(Draft draft) {
        return highest(
                published(draft),
                signedUnpublished(draft.name(), draft.keys().publicKey()),
                unpublished.find(draft.target().hex()).orElse(NO_VERSION));
    }

    private long signedUnpublished(String name, DhtPublicKey publicKey) {
        return of(name).mapToLong(signed -> seq(signed, publicKey)).max().orElse(NO_VERSION);
    }

    private Stream<SignedItem> of(String name) {
        return pending.all().stream().filter(signed -> signed.name().equals(name));
    }

    /** The sequence number up to which no item can become the publication any more. */
    private long settled(SignedItem signed) {
        return highest(
                published(signed.name(), signed.item().publicKey()),
                unpublished.find(signed.item().target().hex()).orElse(NO_VERSION));
    }

    private static long seq(SignedItem signed, DhtPublicKey publicKey) {
        return signed.item().publicKey().equals(publicKey) ? signed.item().seq() : NO_VERSION;
    }

    private static long highest(long... seqs) {
        return LongStream.of(seqs).max().orElse(NO_VERSION);
    }

    /**
     * Saves an item that is about to be stored, and may be stored without an answer.
     *
     * @throws TorrentException if it cannot be written
     */
    void storing(SignedItem signed) {
        pending.put(file(signed), signed);
    }

    /** True if it is unknown for items with that name whether they were stored. */
    boolean hasPending(String name) {
        return pendingOf(name).findAny().isPresent();
    }

    // Never an item older than the one kept alive; a killed process or a file that cannot be deleted may leave such
    // items.
    private Stream<SignedItem> pendingOf(String name) {
        return of(name).filter(signed -> signed.conflict().isEmpty())
                .filter(signed -> signed.item().seq() > settled(signed));
    }

    /** The pending item with that name, if it is the one that was found. */
    Optional<SignedItem> pending(String name, Optional<MutableItem> found) {
        return pendingOf(name)
                .filter(signed -> found.filter(signed.item()::equals).isPresent())
                .findFirst();
    }

    /**
     * Records that an item must not become the publication, although its sequence number is used, as some nodes may
     * have it.
     *
     * @param reason why
     * @throws TorrentException if it cannot be written
     */
    void refused(SignedItem signed, String reason) {
        pending.put(file(signed), signed.withConflict(reason));
        pending.forgetAll(other -> other.name().equals(signed.name())
                && other.conflict().isPresent()
                && other.item().seq() < signed.item().seq());
    }

    /** Records that an item is now kept alive: no older one can replace it any more. */
    void kept(SignedItem signed) {
        pending.forgetAll(other -> other.name().equals(signed.name())
                && seq(other, signed.item().publicKey()) <= signed.item().seq());
        unpublished.forget(signed.item().target().hex());
    }

    /**
     * Records that an item is no longer kept alive.
     *
     * @throws TorrentException if that cannot be written; nothing is changed then
     */
    void unpublishing(SignedItem signed) {
        long last = signedUnpublished(signed.name(), signed.item().publicKey());
        unpublished.put(signed.item().target().hex(), highest(signed.item().seq(), last));
        pending.forgetAll(other -> other.name().equals(signed.name()));
    }

    private static final class SeqFormat implements StateFolder.Format<Long> {
        private static final String KIND = "TorrentXT DHT unpublished 1";

        @Override
        public byte[] write(Long seq) {
            return Fields.of(KIND).put("seq", seq).write();
        }

        @Override
        public Long read(String name, byte[] content) throws IOException {
            Fields fields = Fields.read(KIND, content);
            fields.expect("seq");
            return fields.get("seq", Long::parseLong);
        }
    }
}
