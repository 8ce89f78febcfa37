package org.torrentxt.dht.blob;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.Parallel;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.StoreContext;

/** Blobs, stored once or kept alive. */
public final class Blobs implements DhtBlobs {
    private static final int PARALLEL = 8;

    private final StoreContext context;
    private final Pace pace;
    private final PersistentJobs<byte[], KeptBlob> jobs;

    /**
     * Loads the blobs that are kept alive.
     *
     * @param pace the interval of storing
     */
    public Blobs(StoreContext context, Pace pace) {
        this.context = context;
        this.pace = pace;
        this.jobs = context.jobs("blobs", ".blob", KeptBlob.FORMAT);
        jobs.load(this::blob, blob -> blob.recurring().start());
    }

    private KeptBlob blob(byte[] content) {
        return new KeptBlob(content, context.thread(), pace, this::store);
    }

    // The root is stored last: anybody who finds it finds the other items.
    private CompletionStage<DhtTarget> store(BlobTree tree) {
        int last = tree.items().size() - 1;
        return Parallel.ask(tree.items().subList(0, last), PARALLEL, context.items()::put)
                .thenCompose(stored -> context.items().put(tree.items().get(last)));
    }

    @Override
    public CompletionStage<DhtTarget> put(byte[] content) {
        BlobTree tree = BlobTree.of(Objects.requireNonNull(content, "content"));
        context.items().requireSession();
        return context.outside().hand(store(tree));
    }

    @Override
    public CompletionStage<Optional<byte[]>> get(DhtTarget target) {
        return context.outside().hand(new BlobReader(context.items(), PARALLEL).read(target));
    }

    @Override
    public CompletionStage<DhtKeptBlob> keep(byte[] content) {
        KeptBlob blob = blob(Objects.requireNonNull(content, "content").clone());
        jobs.add(blob);
        return context.outside().hand(blob.recurring().runNow().thenApply(end -> blob.snapshot()));
    }

    @Override
    public boolean forget(DhtTarget target) {
        return jobs.remove(Objects.requireNonNull(target, "target").hex());
    }

    @Override
    public List<DhtKeptBlob> list() {
        return jobs.all().stream()
                .map(KeptBlob::snapshot)
                .sorted(Comparator.comparing(blob -> blob.target().hex()))
                .toList();
    }
}
