package org.torrentxt.impl.url;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ReadOptions;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.failure.Reasons;

/**
 * A file of a torrent as the content of a URL: verified bytes, as they arrive. It waits as long as something arrives, as
 * who provisions tries again only a few times; the connect timeout is how long it waits for the metadata, the read
 * timeout how long for the next byte, each {@link #PATIENCE} if it is 0.
 */
final class TorrentUrlConnection extends URLConnection {
    private static final Logger LOG = LoggerFactory.getLogger(TorrentUrlConnection.class);

    /** How long it waits for something to arrive. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int MOST_SHOWN = 5;

    private final Collection<TorrentSession> sessions;
    private Torrent torrent; // null until it is connected, as the file
    private FileInfo file;
    private InputStream input; // null until it is asked for

    TorrentUrlConnection(URL url, Collection<TorrentSession> sessions) {
        super(url);
        this.sessions = sessions;
    }

    @Override
    public void connect() throws IOException {
        if (connected) {
            return;
        }
        TorrentUrl wanted = TorrentUrl.of(url);
        torrent = find(wanted);
        awaitMetadata();
        List<FileInfo> files = torrent.files();
        file = files.stream()
                .filter(each -> each.path().equals(wanted.path()))
                .findFirst()
                .orElseThrow(() -> new FileNotFoundException(
                        "torrent " + wanted.hash() + " has no file '" + wanted.path() + "'; it has " + names(files)));
        connected = true;
    }

    // One that is complete, if there are several.
    private Torrent find(TorrentUrl wanted) throws IOException {
        return sessions.stream()
                .flatMap(session -> session.find(wanted.hash()).stream())
                .min(Comparator.comparing(
                        each -> each.status().filter(TorrentStatus::isFinished).isEmpty()))
                .orElseThrow(() -> new FileNotFoundException(
                        "no session has torrent " + wanted.hash() + "; add it first, as with torrent:add"));
    }

    private void awaitMetadata() throws IOException {
        Duration limit = limit(getConnectTimeout());
        try {
            await(torrent.whenMetadata().toCompletableFuture(), limit);
        } catch (TimeoutException e) {
            throw timedOut("the metadata of the torrent has not arrived", limit);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TorrentException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("cannot read " + url + ": interrupted");
        }
    }

    private static void await(CompletableFuture<?> stage, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            stage.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            stage.cancel(false); // nobody waits for it any more
        }
    }

    private static Duration limit(int millis) {
        Duration limit = millis == 0 ? PATIENCE : Duration.ofMillis(millis);
        return limit.compareTo(ReadOptions.MAX_TIME) > 0 ? ReadOptions.MAX_TIME : limit;
    }

    private static String names(List<FileInfo> files) {
        String names = files.stream()
                .limit(MOST_SHOWN)
                .map(each -> "'" + each.path() + "'")
                .collect(Collectors.joining(", "));
        return files.size() > MOST_SHOWN ? names + " and " + (files.size() - MOST_SHOWN) + " more" : names;
    }

    /** A failure of a read, in words that a user who knows only the URL understands. */
    IOException failed(Throwable cause) {
        return new IOException("cannot read " + url + ": " + Reasons.of(cause), cause);
    }

    /** A read that has waited in vain. */
    IOException timedOut() {
        return timedOut("no data has arrived", limit(getReadTimeout()));
    }

    private IOException timedOut(String what, Duration limit) {
        boolean isPaused = torrent.status().filter(TorrentStatus::isPaused).isPresent();
        return new SocketTimeoutException("cannot read " + url + ": " + what + " for " + limit.toSeconds() + " s"
                + (isPaused ? "; the torrent is paused, resume it" : ""));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        if (input == null) {
            try {
                input = open();
            } catch (IOException e) {
                throw logged(e);
            }
        }
        return input;
    }

    private InputStream open() throws IOException {
        connect();
        try {
            return new TorrentInput(
                    this, torrent.open(file.index(), ReadOptions.defaults().timeout(limit(getReadTimeout()))));
        } catch (TorrentException e) {
            throw failed(e);
        }
    }

    /** Logs a failure: Karaf's commands show that they could not read the URL, but not why. */
    IOException logged(IOException failure) {
        LOG.warn("A torrent: URL cannot be read: {}", failure.getMessage());
        return failure;
    }

    /** The size of the file; -1 if it is unknown, as the URL cannot be read. */
    @Override
    public long getContentLengthLong() {
        try {
            connect();
            return file.size();
        } catch (IOException e) {
            return -1; // who reads it is told why
        }
    }
}
