package org.torrentxt.shell.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.karaf.shell.impl.console.JLineTerminal;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A pseudo-terminal of the operating system, which commands see as they see that of a person, and what comes out at
 * its other end.
 */
public final class PseudoTerminal implements AutoCloseable {
    private static final int HEIGHT = 200;
    private static final String END = "\u0004";

    private final Terminal pty;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();

    /** A terminal of so many columns. */
    public PseudoTerminal(int width) throws IOException {
        this.pty = TerminalBuilder.builder()
                .name("test")
                .type("xterm")
                .system(false)
                .jni(true)
                .dumb(false)
                .encoding(StandardCharsets.UTF_8)
                .size(new Size(width, HEIGHT))
                .streams(InputStream.nullInputStream(), new Receiver())
                .build();
    }

    private final class Receiver extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] part, int offset, int length) {
            lock.lock();
            try {
                bytes.write(part, offset, length);
                arrival.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** As Karaf gives it to commands. */
    public org.apache.karaf.shell.api.console.Terminal terminal() {
        return new JLineTerminal(pty);
    }

    /** Where commands print to. */
    public PrintStream output() {
        return new PrintStream(pty.output(), true, StandardCharsets.UTF_8);
    }

    /** What came out at the other end since it was asked last. */
    public String received() throws IOException, InterruptedException {
        // the terminal delivers in order, but later: what was printed is there once the mark is
        pty.output().write(END.getBytes(StandardCharsets.UTF_8));
        pty.output().flush();
        lock.lock();
        try {
            while (!bytes.toString(StandardCharsets.UTF_8).endsWith(END)) {
                if (!arrival.await(10, TimeUnit.SECONDS)) {
                    throw new IOException("the terminal delivers nothing");
                }
            }
            String text = bytes.toString(StandardCharsets.UTF_8).replace(END, "");
            bytes.reset();
            return text;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        // its thread ends before its streams do, or it complains; it waits for output
        pty.pause();
        pty.output().write('\n');
        pty.output().flush();
        try {
            pty.pause(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pty.close();
    }
}
