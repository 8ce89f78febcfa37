package org.torrentxt.impl.state;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * The error that stopped a torrent.
 *
 * @param message in one line, not empty
 * @param file the index of the file that caused it, if one did
 */
public record StopReason(String message, OptionalInt file) {
    /** Checks for nulls, and shortens long messages. */
    public StopReason {
        Objects.requireNonNull(file, "file");
        String line = Objects.requireNonNull(message, "message")
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        message = line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH - 3) + "...";
    }

    static final int MAX_LENGTH = 500;
}
