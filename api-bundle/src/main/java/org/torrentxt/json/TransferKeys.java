package org.torrentxt.json;

import java.util.List;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferredTorrent;

/** The keys of imports and backups in JSON; see {@link Keys}. */
final class TransferKeys {
    static final List<Keys<?>> ALL = List.of(
            Keys.of(TransferReport.class)
                    .key("isDryRun", TransferReport::isDryRun)
                    .key("torrents", TransferReport::torrents)
                    .key("warnings", TransferReport::warnings),
            Keys.of(TransferredTorrent.class)
                    .key("outcome", TransferredTorrent::outcome)
                    .key("id", TransferredTorrent::id)
                    .key("name", TransferredTorrent::name)
                    .key("infoHashV1", torrent -> torrent.infoHashes().v1())
                    .key("infoHashV2", torrent -> torrent.infoHashes().v2())
                    .key("savePath", TransferredTorrent::savePath)
                    .key("labels", TransferredTorrent::labels)
                    .key("notes", TransferredTorrent::notes)
                    .key("reason", TransferredTorrent::reason)
                    .key("source", TransferredTorrent::source));

    private TransferKeys() {}
}
