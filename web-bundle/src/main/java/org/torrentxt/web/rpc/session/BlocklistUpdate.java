package org.torrentxt.web.rpc.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.IpFilter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.fetch.WebFile;
import org.torrentxt.web.rpc.call.Answer;

/** The method {@code blocklist-update}: fetches the list at {@code blocklist-url}, if the session's network allows it. */
final class BlocklistUpdate {
    private static final int MOST_BYTES = 64 << 20;

    private BlocklistUpdate() {}

    static Answer call(SessionView session) {
        String url = session.preferences().blocklistUrl();
        if (url.isBlank()) {
            throw TorrentException.invalid("there is no block list to fetch; set blocklist-url first");
        }
        int ranges = load(session, url).ranges();
        return out -> out.key("blocklist-size").value(ranges);
    }

    private static IpFilter.Loaded load(SessionView session, String url) {
        try {
            byte[] content = new WebFile(session.session(), MOST_BYTES).fetch(url);
            Path file = Files.createTempFile("torrentxt-blocklist", "");
            try {
                Files.write(file, content);
                return session.session().ipFilter().load(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new TorrentException(ErrorCode.GENERIC, e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TorrentException(ErrorCode.TIMEOUT, "interrupted while a block list was fetched", e);
        }
    }
}
