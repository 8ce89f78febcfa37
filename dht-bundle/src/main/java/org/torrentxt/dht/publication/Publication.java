package org.torrentxt.dht.publication;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.Recurring;
import org.torrentxt.dht.task.StoreThread;

/** A value that is kept alive. */
final class Publication implements PersistentJobs.Entry<SignedItem> {
    private final Recurring recurring;
    private volatile SignedItem signed;
    private volatile int numNodes;

    /**
     * Creates an instance.
     *
     * @param store stores it once
     */
    Publication(SignedItem signed, StoreThread thread, Pace pace, Function<Publication, CompletionStage<?>> store) {
        this.signed = signed;
        this.recurring = new Recurring(thread, pace, () -> store.apply(this));
    }

    @Override
    public String name() {
        return signed.name();
    }

    @Override
    public SignedItem state() {
        return signed;
    }

    @Override
    public Recurring recurring() {
        return recurring;
    }

    /** Continues in the state in which it was saved. */
    void resume() {
        signed.conflict()
                .ifPresentOrElse(
                        reason -> recurring.startEnded(new TorrentException(ErrorCode.CONFLICT, reason)),
                        recurring::start);
    }

    void takenBy(int nodes) {
        numNodes = nodes;
    }

    void conflicts(String reason) {
        signed = signed.withConflict(reason);
    }

    DhtPublication snapshot() {
        return DhtPublication.builder(signed.item(), Statuses.of(recurring.progress(), numNodes))
                .identity(signed.identity())
                .key(signed.key())
                .build();
    }
}
