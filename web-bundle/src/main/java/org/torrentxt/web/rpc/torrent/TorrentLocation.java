package org.torrentxt.web.rpc.torrent;

import java.nio.file.Path;
import java.util.List;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;
import org.torrentxt.web.rpc.call.ServerFolders;

/** The method {@code torrent-set-location}. */
final class TorrentLocation {
    private static final String NAME = "location";

    private TorrentLocation() {}

    static Answer call(Call call, Roster roster) {
        Arguments arguments = call.arguments();
        Path folder = ServerFolders.of(arguments, NAME)
                .orElseThrow(() -> Arguments.invalid(NAME, "the full path of a folder on the server", null));
        boolean isMoved = arguments.truth("move").orElse(false);
        List<Torrent> torrents = TorrentIds.torrents(call.session(), arguments, roster);
        if (!isMoved) {
            throw TorrentException.invalid("a torrent's files cannot be looked for in another folder; use move=true to"
                    + " move them there, or remove the torrent and add it again with that folder as download-dir");
        }
        return TorrentActions.each(torrents, torrent -> torrent.moveStorage(folder));
    }
}
