package org.torrentxt.statefile;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else uses a state folder. */
public final class FolderInUseException extends IOException {
    private static final long serialVersionUID = 1L;

    FolderInUseException(Path folder, String holder) {
        super("state folder in use by " + holder + ": " + folder
                + "; stop that one, or set another state.dir for one of them");
    }
}
