package org.torrentxt.impl.create;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** What can be wrong with content, in words. */
final class ContentErrors {
    private ContentErrors() {}

    static TorrentException unreadable(Path path, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return invalid(path + " is not there; expected a file or folder", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return invalid(path + " may not be read by this process; give it the permission", cause);
        }
        return invalid(path + " cannot be read: " + cause.getMessage(), cause);
    }

    static TorrentException changed(Path path) {
        return TorrentException.invalid(path + " changed while it was being read; try again when nothing writes there");
    }

    private static TorrentException invalid(String message, IOException cause) {
        return new TorrentException(ErrorCode.INVALID_ARGUMENT, message, cause);
    }
}
