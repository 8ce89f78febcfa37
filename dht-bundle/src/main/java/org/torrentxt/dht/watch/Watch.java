package org.torrentxt.dht.watch;

import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.dht.publication.Statuses;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.Recurring;
import org.torrentxt.dht.task.StoreThread;

/** A watched value. */
final class Watch implements PersistentJobs.Entry<Watched> {
    private final Recurring recurring;
    private volatile Watched watched;

    /**
     * Creates an instance.
     *
     * @param look performs one check
     */
    Watch(Watched watched, StoreThread thread, Pace pace, Function<Watch, CompletionStage<?>> look) {
        this.watched = watched;
        this.recurring = new Recurring(thread, pace, () -> look.apply(this));
    }

    @Override
    public String name() {
        return watched.target().hex();
    }

    @Override
    public Watched state() {
        return watched;
    }

    @Override
    public Recurring recurring() {
        return recurring;
    }

    void saw(long seq) {
        watched = watched.seen(seq);
    }

    DhtWatch snapshot() {
        Recurring.Progress progress = recurring.progress();
        return DhtWatch.builder(watched.publicKey(), watched.key())
                .seq(watched.seq())
                .lastLooked(progress.lastSuccess())
                .nextLook(progress.next().orElseGet(Instant::now)) // now
                .lastError(Statuses.error(progress))
                .build();
    }
}
