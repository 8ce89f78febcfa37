package org.torrentxt.impl.network;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
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
import org.torrentxt.impl.input.BoundedInput;
import org.torrentxt.impl.input.Folders;

/** A block list read from a file: its ranges, and the number of lines that could not be read. */
public final class BlockList {
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
     * @throws TorrentException if it is too long, or contains something but no address range
     */
    public static BlockList read(Path file) throws IOException {
        BlockList list = new BlockList(file);
        try (InputStream stored = new BufferedInputStream(Folders.open(file, MAX_LENGTH))) {
            InputStream plain =
                    BoundedInput.plain(stored, MAX_LENGTH, "block list too long when uncompressed: " + file);
            try (BufferedInputStream in = new BufferedInputStream(plain)) {
                if (P2b.isNext(in)) {
                    list.readBinary(new DataInputStream(in));
                } else {
                    list.readLines(new BufferedReader(new InputStreamReader(in, charset(in))));
                }
            }
        }
        if (list.rules.isEmpty() && list.skipped > 0) {
            throw TorrentException.invalid(
                    "no address ranges in " + file + ": " + list.skipped + " unreadable lines, the first is line "
                            + list.firstSkipped
                            + "; expected lines such as NAME:1.2.3.0-1.2.3.255, 1.2.3.0 - 1.2.3.255 , 100 , NAME or"
                            + " 1.2.3.0/24");
        }
        return list;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** The number of lines or entries that are not a range. */
    public int skipped() {
        return skipped;
    }

    /** The 1-based number of the first one; 0 if there is none. */
    public int firstSkipped() {
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
            throw TorrentException.invalid("too many address ranges in " + file + ": expected at most " + MAX_RULES);
        }
    }

    private void skip(int number) {
        if (skipped++ == 0) {
            firstSkipped = number;
        }
    }
}
