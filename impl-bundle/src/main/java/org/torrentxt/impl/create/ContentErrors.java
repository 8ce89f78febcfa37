package org.torrentxt.impl.create;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.failure.Reasons;

/** Error messages about the content. */
final class ContentErrors {
    private ContentErrors() {}

    static TorrentException unreadable(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return invalid("no such file or folder: " + path, cause);
        }
        if (cause instanceof AccessDeniedException) {
            return invalid("no permission for " + path + "; grant this process read access", cause);
        }
        return invalid("cannot read " + path + ": " + Reasons.of(cause), cause);
    }

    static TorrentException changed(Path path) {
        return TorrentException.invalid(
                path + " changed while it was being read; try again when nothing is writing to it");
    }

    private static TorrentException invalid(String message, IOException cause) {
        return new TorrentException(ErrorCode.INVALID_ARGUMENT, message, cause);
    }
}
