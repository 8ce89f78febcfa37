package org.torrentxt.statefile;

import java.io.IOException;

/** A file was written by a newer version; it is left unchanged. */
public final class NewerVersionException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an instance.
     *
     * @param found the version of the file
     * @param known the newest version that can be read
     */
    public NewerVersionException(long found, long known) {
        super("written by a newer version of TorrentXT: format " + found + "; expected at most " + known);
    }
}
