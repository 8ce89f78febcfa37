package org.torrentxt.fleet.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentChannel;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;

/**
 * The content of a published file, whose first bytes have been read: only then is it known that it can be had from the
 * fleet in time, instead of from another repository.
 */
final class ArtifactContent implements AutoCloseable {
    /** How long nothing at all may arrive before the first bytes. */
    private static final Duration SILENCE = Duration.ofSeconds(1);

    private static final int BUFFER = 64 * 1024;

    private final Torrent torrent;
    private final FileInfo file;
    private final TorrentChannel channel;
    private final Duration patience;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    private ArtifactContent(Torrent torrent, FileInfo file, TorrentChannel channel, Duration patience) {
        this.torrent = torrent;
        this.file = file;
        this.channel = channel;
        this.patience = patience;
    }

    /**
     * The file, once it is known which files the torrent has.
     *
     * @param path in the repository, which is the folder of the torrent
     * @return empty if it has no such file, or that is not known in time
     */
    static Optional<FileInfo> find(Torrent torrent, String path) throws InterruptedException {
        try {
            awaitMetadata(torrent);
            return torrent.files().stream()
                    .filter(each -> ArtifactIndex.inRepository(each.path()).equals(path))
                    .findFirst();
        } catch (TimeoutException | ExecutionException | TorrentException e) {
            return Optional.empty();
        }
    }

    private static void awaitMetadata(Torrent torrent)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<?> metadata = torrent.whenMetadata().toCompletableFuture();
        try {
            metadata.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            metadata.cancel(false); // nobody waits for it any more
        }
    }

    /**
     * Reads the first bytes.
     *
     * @param patience how long it waits for bytes to read, although others arrive
     * @return empty if they do not arrive in time, or cannot be read
     */
    static Optional<ArtifactContent> open(Torrent torrent, FileInfo file, Duration patience) throws IOException {
        ArtifactContent content;
        try {
            content = new ArtifactContent(
                    torrent,
                    file,
                    torrent.open(file.index(), ReadOptions.defaults().timeout(SILENCE)),
                    patience);
        } catch (TorrentException e) {
            return Optional.empty(); // removed meanwhile
        }
        try {
            content.fill(SILENCE);
            return Optional.of(content);
        } catch (IOException e) {
            content.close();
            return Optional.empty();
        }
    }

    /** Its size in bytes. */
    long size() {
        return file.size();
    }

    /**
     * Writes all of it.
     *
     * @throws IOException if it cannot be written, or does not arrive in time
     */
    void writeTo(OutputStream out) throws IOException {
        while (buffer.position() > 0) {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
            fill(patience);
        }
    }

    // Leaves the buffer empty at the end of the file only.
    private void fill(Duration silence) throws IOException {
        long start = System.nanoTime();
        long last = start;
        long arrived = arrived();
        while (true) {
            try {
                channel.read(buffer);
                return;
            } catch (IOException e) {
                long now = System.nanoTime();
                if (arrived() > arrived) {
                    arrived = arrived();
                    last = now;
                }
                if (!isTimeout(e) || now - last >= silence.toNanos() || now - start >= patience.toNanos()) {
                    throw e;
                }
            }
        }
    }

    private static boolean isTimeout(IOException failure) {
        return failure.getCause() instanceof TorrentException cause && cause.code() == ErrorCode.TIMEOUT;
    }

    private long arrived() {
        return torrent.status().map(TorrentStatus::allTimeDownload).orElse(0L);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
