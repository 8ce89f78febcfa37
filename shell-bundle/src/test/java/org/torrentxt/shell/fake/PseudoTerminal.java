package org.torrentxt.shell.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.karaf.shell.impl.console.JLineTerminal;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * A pseudo-terminal of the operating system, which commands use like a user's terminal, and the output at its other
 * end.
 */
public final class PseudoTerminal implements AutoCloseable {
    private static final int HEIGHT = 200;
    private static final String END = "\u0004";

    private final Terminal pty;
    private final JLineTerminal asKaraf;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final BlockingQueue<Integer> typed = new LinkedBlockingQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();

    /** A terminal with that many columns. */
    public PseudoTerminal(int width) throws IOException {
        this(width, HEIGHT);
    }

    /** A terminal of that size. */
    public PseudoTerminal(int width, int height) throws IOException {
        this.pty = TerminalBuilder.builder()
                .name("test")
                .type("xterm")
                .system(false)
                .jni(true)
                .dumb(false)
                .encoding(StandardCharsets.UTF_8)
                .size(new Size(width, height))
                .streams(new Keyboard(), new Receiver())
                .build();
        this.asKaraf = new JLineTerminal(pty); // takes its signals
    }

    private final class Keyboard extends InputStream {
        @Override
        public int read() {
            try {
                return typed.take();
            } catch (InterruptedException e) {
                return -1; // closed
            }
        }

        @Override
        public int read(byte[] part, int offset, int length) {
            int next = read();
            if (next >= 0) {
                part[offset] = (byte) next;
            }
            return next < 0 ? -1 : 1;
        }
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
                all.write(part, offset, length);
                arrival.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The terminal as Karaf gives it to commands. */
    public org.apache.karaf.shell.api.console.Terminal terminal() {
        return asKaraf;
    }

    /** The stream that commands print to. */
    public PrintStream output() {
        return new PrintStream(pty.output(), true, StandardCharsets.UTF_8);
    }

    /** The output at the other end since the last call. */
    public String received() throws IOException, InterruptedException {
        // the terminal delivers in order, but later: everything printed has arrived once the mark has
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

    /** Types into it. */
    public void type(String keys) {
        for (byte key : keys.getBytes(StandardCharsets.UTF_8)) {
            typed.add(key & 0xff);
        }
    }

    /** Types nothing any more, as a connection that is closed. */
    public void hangUp() {
        typed.add(-1);
    }

    /** Everything that has arrived at the other end. */
    public String all() {
        lock.lock();
        try {
            return all.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    /** What is on its screen now, as a terminal draws it. */
    public String screen() {
        ScreenTerminal drawn = new ScreenTerminal(pty.getWidth(), pty.getHeight());
        drawn.write(all());
        return drawn.toString();
    }

    /** Changes its size, of which the command is informed. */
    public void resize(int width, int height) {
        pty.setSize(new Size(width, height));
        pty.raise(Terminal.Signal.WINCH);
    }

    /** How it is set: whether it echoes what is typed, and the like. */
    public Attributes attributes() {
        return pty.getAttributes();
    }

    @Override
    public void close() throws IOException {
        // stop its thread, which waits for output, before its streams are closed, or it reports an error
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
