package org.torrentxt.web.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.answer.LongAnswer;

/**
 * A response that sends a file. It has no thread while it waits for its client or for pieces: whatever ends that wait,
 * and each second that passes, is a {@link #signal()}, which has one of the {@link Streams} take it further.
 */
final class FileStream implements Runnable {
    /** Bytes that are read and written at a time; what is buffered for each client. */
    static final int CHUNK = 1 << 17;

    private static final int TURN = 32 * CHUNK; // then others get the thread

    private static final Logger LOG = LoggerFactory.getLogger(FileStream.class);

    private final Streams streams;
    private final StreamedFile file;
    private final LongAnswer answer;
    private final FileSource source;
    private final boolean asAttachment;
    private final Body body;

    private final AtomicInteger signals = new AtomicInteger();

    // of the thread that takes it further
    private final Deque<Segment> segments;
    private long sent; // of the first segment
    private byte[] buffer; // null while it waits for pieces
    private boolean isAnswered;
    private boolean isFlushed;
    private CompletableFuture<Void> readable = CompletableFuture.completedFuture(null);
    private long progress = System.nanoTime(); // when there was some

    FileStream(Streams streams, StreamedFile file, Body body, boolean asAttachment, HttpServletRequest request)
            throws IOException {
        this.streams = streams;
        this.file = file;
        this.body = body;
        this.asAttachment = asAttachment;
        this.source = new FileSource(file.torrent(), file.file().index());
        this.segments = new ArrayDeque<>(body.segments());
        this.answer = new LongAnswer(request, this::ended);
    }

    /** Begins. */
    void start() {
        answer.response().setBufferSize(CHUNK); // the server writes so much at a time
        answer.start(this::signal);
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
            if (!answer.isEnded()) {
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
            if (!answer.isReady()) {
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
                answer.write(buffer, count);
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
        describe();
        sent += count;
        if (sent == segment.length()) {
            segments.remove();
            sent = 0;
        }
        return count;
    }

    private void describe() {
        if (!isAnswered) {
            isAnswered = true;
            file.describe(answer.response(), asAttachment);
            body.describe(answer.response());
        }
    }

    // False if there is something to do first.
    private boolean awaitPieces() throws IOException {
        if (!isFlushed) {
            isFlushed = true;
            answer.flush(); // the client gets all that is there, and knows what it waits for
            return false;
        }
        buffer = null;
        if (readable.isDone()) {
            readable = source.whenReadable(((ByteRange) segments.element()).first() + sent)
                    .toCompletableFuture();
            readable.thenRun(this::signal);
        } else if (streams.isStuck(progress) || answer.isClientGone()) {
            end();
        }
        return true;
    }

    private void fail(IOException e) {
        if (isAnswered || answer.isEnded()) {
            end();
            return;
        }
        Refusal refusal = e.getCause() instanceof TorrentException cause
                ? Refusal.of(cause)
                : Refusal.of(new TorrentException(ErrorCode.ENGINE, "the file cannot be read"));
        isAnswered = true;
        source.close();
        segments.clear();
        segments.addAll(List.of(new Segment.Text(refusal.apply(answer.response()))));
        sent = 0;
        signal();
    }

    /** Ends it: as it should if all is sent; else the connection is aborted, as the server misses content. */
    void end() {
        answer.end();
    }

    private void ended() {
        source.close();
        streams.ended(this);
    }
}
