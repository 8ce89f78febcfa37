package org.torrentxt.shell.top;

import java.io.IOException;
import org.jline.utils.ClosedException;
import org.jline.utils.NonBlockingReader;

/** Reads keys, some of which are several characters long. */
final class Keys {
    /** Where the characters come from. */
    @FunctionalInterface
    interface Source {
        /**
         * The next character.
         *
         * @param millis how long to wait for it
         * @return {@link NonBlockingReader#READ_EXPIRED} if there was none, {@link NonBlockingReader#EOF} at the end
         */
        int read(long millis) throws IOException;
    }

    // A terminal sends all characters of a key at once.
    private static final long SAME_KEY_MILLIS = 50;
    private static final int LONGEST = 16;

    private final Source source;

    Keys(Source source) {
        this.source = source;
    }

    /** The next key, or {@link Key.Kind#NONE} after that time. */
    Key next(long millis) throws IOException {
        try {
            return read(millis);
        } catch (ClosedException e) { // as when a connection is closed; nobody is there to be told
            return Key.of(Key.Kind.CLOSED);
        }
    }

    private Key read(long millis) throws IOException {
        int first = source.read(Math.max(1, millis)); // 0 would wait forever
        return switch (first) {
            case NonBlockingReader.EOF -> Key.of(Key.Kind.CLOSED);
            case NonBlockingReader.READ_EXPIRED -> Key.of(Key.Kind.NONE);
            case '\u001b' -> escape();
            case '\r', '\n' -> Key.of(Key.Kind.ENTER);
            case '\b', '\u007f' -> Key.of(Key.Kind.BACKSPACE);
            default ->
                Character.isISOControl(first) ? Key.of(Key.Kind.NONE) : new Key(Key.Kind.CHARACTER, (char) first);
        };
    }

    private Key escape() throws IOException {
        int second = source.read(SAME_KEY_MILLIS);
        if (second != '[' && second != 'O') {
            return Key.of(second < 0 ? Key.Kind.ESCAPE : Key.Kind.NONE);
        }
        StringBuilder sequence = new StringBuilder();
        while (sequence.length() < LONGEST) {
            int next = source.read(SAME_KEY_MILLIS);
            if (next < 0) {
                break;
            }
            sequence.append((char) next);
            if (next >= '@') {
                break;
            }
        }
        return Key.of(
                switch (sequence.toString()) {
                    case "A" -> Key.Kind.UP;
                    case "B" -> Key.Kind.DOWN;
                    case "5~" -> Key.Kind.PAGE_UP;
                    case "6~" -> Key.Kind.PAGE_DOWN;
                    case "H", "1~", "7~" -> Key.Kind.HOME;
                    case "F", "4~", "8~" -> Key.Kind.END;
                    default -> Key.Kind.NONE;
                });
    }
}
