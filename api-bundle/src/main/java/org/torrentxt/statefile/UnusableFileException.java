package org.torrentxt.statefile;

import java.io.IOException;

/** A file is damaged, of somebody else, or no file at all; it is set aside. */
public final class UnusableFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an instance.
     *
     * @param reason without the file's path, as a part of a sentence
     */
    public UnusableFileException(String reason) {
        super(reason);
    }
}
