package org.torrentxt.dht.blob;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.dht.file.StateFolder;
import org.torrentxt.dht.publication.Statuses;
import org.torrentxt.dht.task.Pace;
import org.torrentxt.dht.task.PersistentJobs;
import org.torrentxt.dht.task.Recurring;
import org.torrentxt.dht.task.StoreThread;

/** A blob that is kept alive. Its file contains its content; the file's name is its target, which reveals damage. */
final class KeptBlob implements PersistentJobs.Entry<byte[]> {
    private static final int NOT_COUNTED = -1;

    static final StateFolder.Format<byte[]> FORMAT = new StateFolder.Format<>() {
        @Override
        public byte[] write(byte[] content) {
            return content;
        }

        @Override
        public byte[] read(String name, byte[] content) throws IOException {
            StateFolder.checkName(BlobTree.of(content).root().hex(), name);
            return content;
        }
    };

    private final byte[] content;
    private final BlobTree tree;
    private final Recurring recurring;

    /**
     * Creates an instance.
     *
     * @param content not copied
     * @param store stores a tree once
     */
    KeptBlob(byte[] content, StoreThread thread, Pace pace, Function<BlobTree, CompletionStage<?>> store) {
        this.content = content;
        this.tree = BlobTree.of(content);
        this.recurring = new Recurring(thread, pace, () -> store.apply(tree));
    }

    @Override
    public String name() {
        return tree.root().hex();
    }

    @Override
    public byte[] state() {
        return content;
    }

    @Override
    public Recurring recurring() {
        return recurring;
    }

    DhtKeptBlob snapshot() {
        Recurring.Progress progress = recurring.progress();
        int numNodes = progress.lastSuccess().isPresent() ? NOT_COUNTED : 0;
        return DhtKeptBlob.builder(tree.root(), Statuses.of(progress, numNodes))
                .length(tree.length())
                .items(tree.items().size())
                .build();
    }
}
