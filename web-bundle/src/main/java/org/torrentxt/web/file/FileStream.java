package org.torrentxt.web.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/**
 * A response that sends a file. It has no thread while it waits for its client or for pieces: whatever ends that wait,
 * and each second that passes, is a {@link #signal()}, which has one of the {@link Streams} take it further.
 */
final class FileStream implements Runnable, WriteListener, AsyncListener {
    /** Bytes that are read and written at a time; what is buffered for each client. */
    static final int CHUNK = 1 << 17;

    private static final int TURN = 32 * CHUNK; // then others get the thread

    private static final Logger LOG = LoggerFactory.getLogger(FileStream.class);

    private final Streams streams;
    private final StreamedFile file;
    private final AsyncContext context;
    private final HttpServletResponse response;
    private final ServletOutputStream out;
    private final FileSource source;
    private final boolean asAttachment;
    private final Body body;

    private final AtomicInteger signals = new AtomicInteger();
    private final AtomicBoolean isEnded = new AtomicBoolean();

    // of the thread that takes it further
    private final Deque<Segment> segments;
    private long sent; // of the first segment
    private byte[] buffer; // null while it waits for pieces
    private boolean isAnswered;
    private boolean isFlushed;
    private CompletableFuture<Void> readable = CompletableFuture.completedFuture(null);
    private long progress = System.nanoTime(); // when there was some

    FileStream(Streams streams, StreamedFile file, Body body, boolean asAttachment, AsyncContext context)
            throws IOException {
        this.streams = streams;
        this.file = file;
        this.body = body;
        this.asAttachment = asAttachment;
        this.context = context;
        this.response = (HttpServletResponse) context.getResponse();
        this.out = response.getOutputStream();
        this.source = new FileSource(file.torrent(), file.file().index());
        this.segments = new ArrayDeque<>(body.segments());
    }

    /** Begins. */
    void start() {
        response.setBufferSize(CHUNK); // the server writes so much at a time
        context.setTimeout(0);
        context.addListener(this);
        out.setWriteListener(this);
    }

    /** Something may have changed. */
    void signal() {
        if (signals.getAndIncrement() == 0) {
            streams.execute(this);
        }
    }

    @Override
    public void run() {
        int seen = signals.get();
        try {
            if (!isEnded.get()) {
                advance();
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            LOG.warn("A file that was being sent is aborted: {}", file.file(), e);
            end();
        } finally {
            if (signals.addAndGet(-seen) > 0) {
                streams.execute(this);
            }
        }
    }

    private void advance() throws IOException {
        for (int turn = 0; turn < TURN; ) {
            if (!out.isReady()) {
                if (streams.isSlow(progress)) {
                    source.release(); // others need their pieces sooner
                }
                return;
            }
            if (segments.isEmpty()) {
                end();
                return;
            }
            int count = readable.isDone() ? fill() : 0;
            if (count > 0) {
                out.write(buffer, 0, count);
                isFlushed = false;
                progress = System.nanoTime();
                turn += count;
            } else if (awaitPieces()) {
                return;
            }
        }
        signal();
    }

    private int fill() throws IOException {
        Segment segment = segments.element();
        if (buffer == null) {
            buffer = new byte[CHUNK];
        }
        int most = (int) Math.min(CHUNK, segment.length() - sent);
        int count = most;
        if (segment instanceof ByteRange range) {
            count = source.read(ByteBuffer.wrap(buffer, 0, most), range.first() + sent);
        } else if (segment instanceof Segment.Text text) {
            System.arraycopy(text.bytes(), (int) sent, buffer, 0, most);
        }
        answer();
        sent += count;
        if (sent == segment.length()) {
            segments.remove();
            sent = 0;
        }
        return count;
    }

    private void answer() {
        if (!isAnswered) {
            isAnswered = true;
            file.describe(response, asAttachment);
            body.describe(response);
        }
    }

    // False if there is something to do first.
    private boolean awaitPieces() throws IOException {
        if (!isFlushed) {
            isFlushed = true;
            out.flush(); // the client gets all that is there, and knows what it waits for
            return false;
        }
        buffer = null;
        if (readable.isDone()) {
            readable = source.whenReadable(((ByteRange) segments.element()).first() + sent)
                    .toCompletableFuture();
            readable.thenRun(this::signal);
        } else if (streams.isStuck(progress)) {
            end();
        }
        return true;
    }

    private void fail(IOException e) {
        if (isAnswered || isEnded.get()) {
            end();
            return;
        }
        Refusal refusal = e.getCause() instanceof TorrentException cause
                ? Refusal.of(cause)
                : Refusal.of(new TorrentException(ErrorCode.ENGINE, "the file cannot be read"));
        isAnswered = true;
        source.close();
        segments.clear();
        segments.addAll(List.of(new Segment.Text(refusal.apply(response))));
        sent = 0;
        signal();
    }

    /** Ends it: as it should if all is sent; else the connection is aborted, as the server misses content. */
    void end() {
        if (isEnded.compareAndSet(false, true)) {
            source.close();
            streams.ended(this);
            try {
                context.complete();
            } catch (IllegalStateException e) {
                // the server was first
            }
        }
    }

    @Override
    public void onWritePossible() {
        signal();
    }

    @Override
    public void onError(Throwable e) {
        end(); // the client has left
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // is not started again
    }
}
