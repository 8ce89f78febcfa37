package org.torrentxt.policy.script;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.torrentxt.policy.text.Printable;

/** The begin of what a script prints, so that one that never stops printing fills neither memory nor the log. */
final class ScriptOutput extends OutputStream {
    /** The number of bytes that are kept. */
    static final int MAX_LENGTH = 64 * 1024;

    /** The number of lines that are kept. */
    static final int MAX_LINES = 100;

    private static final Pattern COLOURS = Pattern.compile("\\e\\[[0-9;?]*[A-Za-z]");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean isCut;

    @Override
    public synchronized void write(int b) {
        if (bytes.size() < MAX_LENGTH) {
            bytes.write(b);
        } else {
            isCut = true;
        }
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) {
        int kept = Math.min(length, MAX_LENGTH - bytes.size());
        bytes.write(some, offset, kept);
        isCut |= kept < length;
    }

    /** Its lines without those that are empty, fit for the log. */
    synchronized List<String> lines() {
        List<String> lines = bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> Printable.of(COLOURS.matcher(line).replaceAll("").stripTrailing()))
                .filter(line -> !line.isEmpty())
                .toList();
        isCut |= lines.size() > MAX_LINES;
        return lines.stream().limit(MAX_LINES).toList();
    }

    /** Whether there was more. */
    synchronized boolean isCut() {
        return isCut;
    }
}
