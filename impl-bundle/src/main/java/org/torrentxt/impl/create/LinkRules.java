package org.torrentxt.impl.create;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.create.SymbolicLinks;

/**
 * Which symbolic links below the content are followed.
 *
 * @param realRoot the content, without links
 */
record LinkRules(SymbolicLinks choice, Path realRoot) {
    boolean areFollowed() {
        return choice != SymbolicLinks.SKIP;
    }

    /**
     * The target of a link.
     *
     * @throws TorrentException if it may not be followed
     */
    Path follow(Path link) throws IOException {
        Path target = link.toRealPath();
        if (choice == SymbolicLinks.INSIDE && !target.startsWith(realRoot)) {
            throw NameRules.refuse(
                    link,
                    "it is a symbolic link to " + target + ", outside the content; follow or skip symbolic links");
        }
        return target;
    }

    static boolean leadsNowhere(Path link) throws IOException {
        try {
            link.toRealPath();
            return false;
        } catch (NoSuchFileException e) {
            return true;
        } catch (AccessDeniedException e) {
            throw e;
        } catch (FileSystemException e) {
            String reason = String.valueOf(e.getReason());
            if (reason.contains("symbolic links") || reason.contains("Not a directory")) { // a loop, or through a file
                return true;
            }
            throw e;
        }
    }
}
