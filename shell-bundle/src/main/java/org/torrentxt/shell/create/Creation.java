package org.torrentxt.shell.create;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.create.CreatedTorrent;
import org.torrentxt.api.create.TorrentCreator;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.shell.format.ProgressView;

/** Creates one torrent and shows the progress. */
public final class Creation {
    private static final Duration REFRESH = Duration.ofMillis(200);

    private final TorrentCreator creator;
    private final ProgressView view;
    private final AtomicReference<CreateTorrent.Progress> latest = new AtomicReference<>();

    /** A creation whose progress is shown on the view. */
    public Creation(TorrentCreator creator, ProgressView view) {
        this.creator = creator;
        this.view = view;
    }

    /**
     * Creates the torrent.
     *
     * @throws ExecutionException with the reason if it cannot be created
     * @throws InterruptedException if the calling thread is interrupted; hashing then stops
     */
    public CreatedTorrent run(CreateTorrent.Builder request) throws ExecutionException, InterruptedException {
        long start = System.nanoTime();
        CreateTorrent whole = request.onProgress(latest::set).build();
        String label = String.valueOf(whole.content().getFileName());
        CompletableFuture<CreatedTorrent> result = creator.create(whole);
        try {
            while (!result.isDone()) {
                show(label, start);
                await(result);
            }
            show(label, start);
            return result.get();
        } finally {
            result.cancel(true);
        }
    }

    private void show(String label, long start) {
        CreateTorrent.Progress now = latest.get();
        if (now != null) {
            Duration since = Duration.ofNanos(System.nanoTime() - start);
            view.show(List.of(Progress.ofBytes(label, "hashing", now.bytesDone(), now.bytesTotal(), since)));
        }
    }

    private static void await(CompletableFuture<?> result) throws ExecutionException, InterruptedException {
        try {
            result.get(REFRESH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // not done yet: time to show the progress
            return;
        }
    }
}
