package org.torrentxt.fleet.reconcile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.statement.Statement;

/** Where the content of a version is: in a folder of its own, {@code FOLDER/NAME/KEY-SEQUENCE-HASH}. */
final class Place {
    private static final int KEY_DIGITS = 16;
    private static final int HASH_DIGITS = 8;

    private Place() {}

    /**
     * The folder for a version.
     *
     * @param allowed folders of the key
     * @throws TorrentException if it would be elsewhere because of a link, or that cannot be seen
     */
    static Path of(Statement statement, List<Path> allowed) {
        Path folder = statement
                .content()
                .flatMap(DeployTorrent::folder)
                .or(() -> allowed.stream().findFirst())
                .orElseThrow(() -> TorrentException.invalid("no folder is allowed for its key"));
        Path place = folder.resolve(statement.id().name())
                .resolve(statement.id().publicKey().hex().substring(0, KEY_DIGITS) + "-" + statement.sequence()
                        + hash(statement));
        try {
            requireNoLink(place, allowed);
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.GENERIC, "cannot use folder " + place + ": " + Reasons.withFile(e), e);
        }
        return place;
    }

    // Two with the same number, stated by nodes that did not see each other, replace each other as others do.
    private static String hash(Statement statement) {
        return statement
                .content()
                .flatMap(content -> content.infoHashes().best())
                .map(hash -> "-" + hash.hex().substring(0, HASH_DIGITS))
                .orElse("");
    }

    private static void requireNoLink(Path place, List<Path> allowed) throws IOException {
        Path real = real(place);
        for (Path each : allowed) {
            if (place.startsWith(each) && real.startsWith(real(each))) {
                return;
            }
        }
        throw new IOException("a link leads to " + real + ", which is not allowed");
    }

    /** The real path of what exists of it; the rest has no links. */
    static Path real(Path path) throws IOException {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there.toRealPath().resolve(there.relativize(path));
    }
}
