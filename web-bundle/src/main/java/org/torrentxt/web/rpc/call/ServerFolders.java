package org.torrentxt.web.rpc.call;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Folders of the server that are arguments. */
public final class ServerFolders {
    private ServerFolders() {}

    /** The folder of that argument; empty if there is none. */
    public static Optional<Path> of(Arguments arguments, String name) {
        return arguments.text(name).filter(text -> !text.isEmpty()).map(text -> folder(name, text));
    }

    private static Path folder(String name, String text) {
        try {
            Path folder = Path.of(text);
            if (folder.isAbsolute()) {
                return folder;
            }
        } catch (InvalidPathException e) {
            // the same message says what is expected
        }
        throw Arguments.invalid(name, "the full path of a folder on the server", text);
    }
}
