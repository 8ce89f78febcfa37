package org.torrentxt.dht.publication;

import static org.torrentxt.api.dht.store.DhtPublications.NO_VERSION;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.file.Fields;
import org.torrentxt.dht.file.Kept;
import org.torrentxt.dht.file.StateFolder;
import org.torrentxt.dht.task.Roster;
import org.torrentxt.dht.task.StoreContext;

/**
 * Which versions this store has signed, so that it gives out no sequence number twice: those that it keeps alive, those that it may
 * have stored without getting to know, and those that it keeps alive no more.
 */
final class Versions {
    private final Roster<SignedItem, Publication> roster;
    private final Kept<SignedItem> pending;
    private final Kept<Long> unpublished;

    Versions(StoreContext context, Roster<SignedItem, Publication> roster) {
        this.roster = roster;
        this.pending = new Kept<>(context.files("pending", ".publication", SignedItem.FORMAT));
        this.unpublished = new Kept<>(context.files("unpublished", ".seq", new SeqFormat()));
    }

    /** The sequence number that is kept alive. */
    long published(Draft draft) {
        return roster.find(draft.name())
                .map(publication -> seq(publication.state(), draft.keys().publicKey()))
                .orElse(NO_VERSION);
    }

    /** The highest sequence number that was signed, whatever became of it. */
    long signed(Draft draft) {
        return highest(
                published(draft),
                pending.find(draft.name())
                        .map(signed -> seq(signed, draft.keys().publicKey()))
                        .orElse(NO_VERSION),
                unpublished.find(draft.target().hex()).orElse(NO_VERSION));
    }

    private static long seq(SignedItem signed, DhtPublicKey publicKey) {
        return signed.item().publicKey().equals(publicKey) ? signed.item().seq() : NO_VERSION;
    }

    private static long highest(long... seqs) {
        return LongStream.of(seqs).max().orElse(NO_VERSION);
    }

    /**
     * Remembers an item that is about to be stored, and may get stored without an answer.
     *
     * @throws TorrentException if it cannot be written
     */
    void storing(SignedItem signed) {
        pending.put(signed.name(), signed);
    }

    /** The item of that name of which it is not known if it was stored. */
    Optional<SignedItem> pending(String name) {
        return pending.find(name);
    }

    /** The item of that name of which it was not known if it was stored, if it is the one that was found. */
    Optional<SignedItem> pending(String name, Optional<MutableItem> found) {
        return pending(name)
                .filter(signed -> found.filter(signed.item()::equals).isPresent());
    }

    /** Takes note that an item is not stored, and shall not be. */
    void notStored(String name) {
        pending.forget(name);
    }

    /** Takes note that an item is kept alive from now on. */
    void kept(SignedItem signed) {
        pending.forget(signed.name());
        unpublished.forget(signed.item().target().hex());
    }

    /**
     * Takes note that an item will not be kept alive any more.
     *
     * @throws TorrentException if that cannot be written; nothing is changed then
     */
    void unpublishing(SignedItem signed) {
        long unknown = pending.find(signed.name())
                .map(last -> seq(last, signed.item().publicKey()))
                .orElse(NO_VERSION);
        unpublished.put(signed.item().target().hex(), highest(signed.item().seq(), unknown));
        pending.forget(signed.name());
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
