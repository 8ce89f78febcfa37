package org.torrentxt.shell.transfer;

import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.transfer.TransferRequest;

/** A value of {@code --path}: a folder, or FORMER=NEW with absolute folders. */
final class PathOption {
    // a folder whose name contains = is one whose rest is not absolute
    private static final Pattern CHANGE = Pattern.compile("(?s)([^=]+)=((?:[/~]|[A-Za-z]:[/\\\\]).*)");

    private PathOption() {}

    /**
     * The request with that value.
     *
     * @param paths resolves a path as typed
     */
    static TransferRequest apply(TransferRequest request, String text, Function<String, Path> paths) {
        Matcher change = CHANGE.matcher(text);
        if (change.matches()) {
            return request.replacePath(change.group(1), paths.apply(change.group(2)));
        }
        if (request.contentFolder().isPresent()) {
            throw TorrentException.invalid(
                    "more than one folder for all torrents: '" + text + "'; specify one --path, or FORMER=NEW");
        }
        return request.contentIn(paths.apply(text));
    }
}
