package org.torrentxt.dht.publication;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.lookup.LookupCache;
import org.torrentxt.dht.task.KeyedSerialExecutor;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.Stages;
import org.torrentxt.dht.task.StoreContext;

/** Publications; operations on one identity and key run one after the other. */
public final class Publications implements DhtPublications {
    /** The source of key pairs. */
    public interface KeyPairs {
        /**
         * The key pair of an identity.
         *
         * @param passphrase of a sealed identity; empty for one that is not sealed
         */
        DhtKeyPair keys(String identity, Optional<char[]> passphrase);
    }

    private final StoreContext context;
    private final KeyPairs keyPairs;
    private final KeyedSerialExecutor<String> serial = new KeyedSerialExecutor<>();
    private final Keeper keeper;

    /**
     * Loads the existing publications.
     *
     * @param pace the interval of storing
     * @param cache updated with published items
     */
    public Publications(StoreContext context, Pace pace, KeyPairs keyPairs, LookupCache<MutableItem> cache) {
        this.context = context;
        this.keyPairs = keyPairs;
        this.keeper = new Keeper(context, pace, cache, serial);
    }

    @Override
    public CompletionStage<DhtPublication> publish(String identity, String key, byte[] value) {
        return context.outside().hand(publish(draft(identity, key, value, Optional.empty())));
    }

    @Override
    public CompletionStage<DhtPublication> publish(String identity, String key, byte[] value, char[] passphrase) {
        return context.outside().hand(publish(draft(identity, key, value, given(passphrase))));
    }

    /** A passphrase that must not be null. */
    public static Optional<char[]> given(char[] passphrase) {
        return Optional.of(Objects.requireNonNull(passphrase, "passphrase"));
    }

    @Override
    public CompletionStage<DhtPublication> compareAndSet(String identity, String key, long expectedSeq, byte[] value) {
        return compareAndSet(identity, key, expectedSeq, value, Optional.empty());
    }

    @Override
    public CompletionStage<DhtPublication> compareAndSet(
            String identity, String key, long expectedSeq, byte[] value, char[] passphrase) {
        return compareAndSet(identity, key, expectedSeq, value, given(passphrase));
    }

    private CompletionStage<DhtPublication> compareAndSet(
            String identity, String key, long expectedSeq, byte[] value, Optional<char[]> passphrase) {
        DhtItems.checkSeq(expectedSeq);
        Draft draft = draft(identity, key, value, passphrase);
        context.items().requireSession();
        return context.outside()
                .hand(serial.take(
                        draft.name(),
                        () -> lookUp(draft)
                                .thenComposeAsync(found -> exchange(draft, found, expectedSeq), context.thread())
                                .thenApply(Publication::snapshot)));
    }

    private Draft draft(String identity, String key, byte[] value, Optional<char[]> passphrase) {
        Objects.requireNonNull(identity, "identity");
        byte[] salt = Keys.salt(key);
        DhtItems.checkValue(value);
        return draft(identity, salt, value.clone(), false, passphrase);
    }

    /**
     * Creates a draft for {@link #publish(Draft)}; opens the identity, which is slow if it is sealed.
     *
     * @param value checked, not copied
     * @param passphrase of a sealed identity; empty for one that is not sealed
     */
    public Draft draft(String identity, byte[] salt, byte[] value, boolean bencoded, Optional<char[]> passphrase) {
        return new Draft(identity, keyPairs.keys(identity, passphrase), salt, value, bencoded);
    }

    /**
     * Publishes a draft, like {@link #publish(String, String, byte[], char[])}; the stage must not be passed to
     * callers.
     */
    public CompletionStage<DhtPublication> publish(Draft draft) {
        context.items().requireSession();
        return Stages.plain(serial.take(
                        draft.name(),
                        () -> lookUp(draft).thenApplyAsync(found -> replace(draft, found), context.thread()))
                .thenCompose(publication -> publication.recurring().runNow().thenApply(end -> publication.snapshot())));
    }

    private CompletionStage<Optional<MutableItem>> lookUp(Draft draft) {
        return context.items().get(draft.keys().publicKey(), draft.salt());
    }

    private Publication replace(Draft draft, Optional<MutableItem> found) {
        return keeper.keep(draft.signAfter(Math.max(keeper.versions().signed(draft), seq(found))));
    }

    private static long seq(Optional<MutableItem> found) {
        return found.map(MutableItem::seq).orElse(NO_VERSION);
    }

    private CompletionStage<Publication> exchange(Draft draft, Optional<MutableItem> found, long expectedSeq) {
        keeper.adoptIfOurs(draft.name(), found);
        Versions versions = keeper.versions();
        long newest = Math.max(versions.published(draft), seq(found));
        if (newest != expectedSeq) {
            throw new TorrentException(
                    ErrorCode.CONFLICT,
                    "'" + Keys.key(draft.salt()) + "' of identity '" + draft.identity() + "' has version " + newest
                            + " instead of the expected version " + expectedSeq + " (" + NO_VERSION + " means none)");
        }
        SignedItem signed = draft.signAfter(Math.max(versions.signed(draft), newest));
        versions.storing(signed);
        return context.items()
                .put(signed.item(), OptionalLong.of(expectedSeq))
                .whenCompleteAsync((result, failure) -> refused(signed, failure), context.thread())
                .thenApplyAsync(result -> keeper.keep(signed, result), context.thread());
    }

    // After other failures, nodes may have stored it.
    private void refused(SignedItem signed, Throwable failure) {
        if (Stages.isCode(ErrorCode.CONFLICT).test(failure)) {
            keeper.versions().refused(signed, failure.getMessage());
        }
    }

    @Override
    public boolean unpublish(String identity, String key) {
        return published(identity, key)
                .filter(there -> keeper.drop(there.name()))
                .isPresent();
    }

    // By the existing publications, not by a file name derived from the arguments, which may be invalid keys.
    private Optional<Publication> published(String identity, String key) {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(key, "key");
        return keeper.jobs().all().stream()
                .filter(there -> there.state().identity().equals(identity))
                .filter(there -> there.state().key().equals(key))
                .findFirst();
    }

    @Override
    public List<DhtPublication> list() {
        return keeper.jobs().all().stream()
                .map(Publication::snapshot)
                .sorted(Comparator.comparing(DhtPublication::identity).thenComparing(DhtPublication::key))
                .toList();
    }

    @Override
    public Optional<DhtPublication> find(String identity, String key) {
        return published(identity, key).map(Publication::snapshot);
    }

    /** The published keys of an identity. */
    public List<String> keysOf(String identity) {
        return list().stream()
                .filter(publication -> publication.identity().equals(identity))
                .map(DhtPublication::key)
                .toList();
    }
}
