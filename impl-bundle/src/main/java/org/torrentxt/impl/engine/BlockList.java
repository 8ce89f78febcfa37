package org.torrentxt.impl.engine;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.IpFilter.Rule;
import org.torrentxt.api.TorrentException;

/** A block list as it was read from a file: its ranges, and how many of its lines are none. */
final class BlockList {
    private static final int MAX_LENGTH = 256 * 1024 * 1024;
    private static final int MAX_RULES = 2_000_000;
    private static final int MAX_LINE = 8 * 1024;

    private final Path file;
    private final List<Rule> rules = new ArrayList<>();
    private int skipped;
    private int firstSkipped;

    private BlockList(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws TorrentException if it is too long, or has something in it but no range
     */
    static BlockList read(Path file) throws IOException {
        BlockList list = new BlockList(file);
        try (InputStream stored = new BufferedInputStream(Folders.open(file, MAX_LENGTH))) {
            InputStream plain = BoundedInput.plain(stored, MAX_LENGTH, file + " is too long when uncompressed");
            try (BufferedInputStream in = new BufferedInputStream(plain)) {
                if (P2b.isNext(in)) {
                    list.readBinary(new DataInputStream(in));
                } else {
                    list.readLines(new InputStreamReader(in, charset(in)));
                }
            }
        }
        if (list.rules.isEmpty() && list.skipped > 0) {
            throw TorrentException.invalid(
                    "no address range in " + file + ": the first of " + list.skipped
                            + " unreadable lines is line " + list.firstSkipped
                            + "; expected lines such as NAME:1.2.3.0-1.2.3.255, 1.2.3.0 - 1.2.3.255 , 100 , NAME or 1.2.3.0/24");
        }
        return list;
    }

    List<Rule> rules() {
        return rules;
    }

    /** How many lines or entries are no range. */
    int skipped() {
        return skipped;
    }

    /** The 1-based number of the first of them; 0 if there is none. */
    int firstSkipped() {
        return firstSkipped;
    }

    // names are in whatever encoding; only what is ASCII matters, unless it is in units of two bytes
    private static Charset charset(BufferedInputStream in) throws IOException {
        in.mark(2);
        int mark = in.read() << 8 | in.read();
        in.reset();
        return mark == 0xfeff || mark == 0xfffe ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1;
    }

    private void readBinary(DataInputStream in) throws IOException {
        P2b reader = new P2b(in);
        for (int number = 1; reader.hasNext(); number++) {
            try {
                add(reader.next(), number);
            } catch (EOFException e) {
                skip(number); // cut off
                return;
            }
        }
    }

    private void readLines(Reader text) throws IOException {
        StringBuilder line = new StringBuilder();
        int number = 1;
        int before = 0;
        int next;
        do {
            next = text.read();
            if (next == '\r' || next < 0 || next == '\n' && before != '\r') {
                take(line.toString(), number++);
                line.setLength(0);
            } else if (next != '\n' && line.length() <= MAX_LINE) {
                line.append((char) next);
            }
            before = next;
        } while (next >= 0);
    }

    private void take(String line, int number) {
        String text = number == 1 ? withoutMark(line) : line;
        if (!BlockListLine.isEmpty(text)) {
            add(text.length() > MAX_LINE ? Optional.empty() : BlockListLine.parse(text), number);
        }
    }

    // a byte order mark in UTF-8, read as ISO 8859-1
    private static String withoutMark(String line) {
        return line.startsWith("\u00ef\u00bb\u00bf") ? line.substring(3) : line;
    }

    private void add(Optional<Rule> rule, int number) {
        rule.ifPresentOrElse(rules::add, () -> skip(number));
        if (rules.size() > MAX_RULES) {
            throw TorrentException.invalid(file + " has too many address ranges: expected at most " + MAX_RULES);
        }
    }

    private void skip(int number) {
        if (skipped++ == 0) {
            firstSkipped = number;
        }
    }
}
