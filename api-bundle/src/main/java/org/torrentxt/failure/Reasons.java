package org.torrentxt.failure;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/**
 * Why something has failed, in words for users: the message of most exceptions about files is only a path, and others
 * have none. The words never contain the name of a class.
 */
public final class Reasons {
    private Reasons() {}

    /** The reason without the file, for a message that names it already. */
    public static String of(Throwable failure) {
        if (failure instanceof FileSystemException file) {
            return ofFile(file);
        }
        if (failure instanceof CharacterCodingException) {
            return "not valid UTF-8 text";
        }
        String text = failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return text == null ? "unknown host" : "unknown host " + text;
        }
        if (text != null && !text.isBlank()) {
            return text;
        }
        if (failure instanceof EOFException) {
            return "unexpected end of the data";
        }
        if (failure instanceof InterruptedIOException) {
            return "interrupted";
        }
        return failure instanceof IOException ? "input or output failed" : "internal error";
    }

    private static String ofFile(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        if (failure instanceof FileSystemLoopException) {
            return "its symbolic links lead to itself";
        }
        if (failure instanceof NotLinkException) {
            return "not a symbolic link";
        }
        String reason = failure.getReason();
        boolean isKnown = reason != null && !reason.isBlank();
        if (failure instanceof FileAlreadyExistsException) {
            return "the file already exists" + (isKnown ? "; " + reason : "");
        }
        return isKnown ? reason : "input or output failed";
    }

    /** The reason with the file, if it is about one. */
    public static String withFile(Throwable failure) {
        if (!(failure instanceof FileSystemException about) || about.getFile() == null) {
            return of(failure);
        }
        String file = "'" + about.getFile() + "'";
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder: " + file;
        }
        if (failure instanceof NotDirectoryException) {
            return "not a folder: " + file;
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "folder " + file + " is not empty";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission for " + file;
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "file " + file + " already exists" + (about.getReason() == null ? "" : "; " + about.getReason());
        }
        return file + ": " + of(failure);
    }
}
