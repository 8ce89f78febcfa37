package org.torrentxt.fleet.statement;

import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.dht.DhtPublicKey;

/**
 * A key whose statements are accepted.
 *
 * @param publicKey the key
 * @param folders the folders that they may name, and all below them; absolute, one at least: the first is for those that
 *     name none
 */
public record TrustedKey(DhtPublicKey publicKey, List<Path> folders) {
    /** Copies the list. */
    public TrustedKey {
        folders = List.copyOf(folders);
    }

    boolean allows(Path folder) {
        return folder.isAbsolute()
                && folder.equals(folder.normalize())
                && folders.stream().anyMatch(folder::startsWith);
    }
}
