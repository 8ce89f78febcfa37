package org.torrentxt.impl.engine.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.transfer.TransferOutcome;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferredTorrent;
import org.torrentxt.impl.engine.content.TorrentParams;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.migration.Client;
import org.torrentxt.impl.migration.FoundTorrent;
import org.torrentxt.impl.state.Notes;

/** Adds the torrents of another client, one after the other, each with all checks that a request passes. */
final class ClientImport {
    private final TorrentContext session;
    private final TorrentTable torrents;
    private final TorrentAdder adder;
    private final boolean isDryRun;
    private final Map<InfoHash, String> seen = new HashMap<>(); // the files that they were found in

    ClientImport(TorrentContext session, TorrentTable torrents, TorrentAdder adder, boolean isDryRun) {
        this.session = session;
        this.torrents = torrents;
        this.adder = adder;
        this.isDryRun = isDryRun;
    }

    TransferReport run(Client client) throws IOException, InterruptedException {
        List<String> warnings = client.warnings();
        List<TransferredTorrent> done = new ArrayList<>();
        for (Iterator<FoundTorrent> found = client.list().iterator(); found.hasNext(); ) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            done.add(transfer(found.next()));
        }
        return TransferReport.builder(done)
                .warnings(warnings)
                .isDryRun(isDryRun)
                .build();
    }

    private TransferredTorrent transfer(FoundTorrent found) {
        TransferredTorrent.Builder result = TransferredTorrent.builder(
                        found.file().toString(), TransferOutcome.REFUSED)
                .name(found.name())
                .savePath(found.request()
                        .flatMap(AddTorrent::savePath)
                        .map(Object::toString)
                        .orElse(""))
                .labels(found.labels())
                .notes(found.notes());
        try {
            AddTorrent request = found.request().orElseThrow(() -> TorrentException.invalid(found.problem()));
            TorrentParams params = TorrentParams.ofElsewhere(request, session.urls(), session.savePath());
            result.infoHashes(params.infoHashes());
            Optional<? extends Torrent> present = params.infoHashes().stream()
                    .flatMap(hash -> torrents.find(hash).stream())
                    .findFirst();
            if (present.isPresent()) {
                return result.outcome(TransferOutcome.PRESENT)
                        .id(present.get().id())
                        .build();
            }
            refuse(found.problem());
            refuse(params.missing().orElse(""));
            requireFirst(params.infoHashes(), result.build().source());
            return isDryRun ? result.outcome(TransferOutcome.NEW).build() : add(request, found, result);
        } catch (TorrentException e) {
            if (e.code() == ErrorCode.NO_SESSION) {
                throw e;
            }
            return result.reason(e.getMessage()).build();
        }
    }

    private static void refuse(String problem) {
        if (!problem.isEmpty()) {
            throw TorrentException.invalid(problem);
        }
    }

    private void requireFirst(InfoHashes hashes, String file) {
        for (InfoHash hash : hashes.stream().toList()) {
            String other = seen.putIfAbsent(hash, file);
            if (other != null && !other.equals(file)) {
                throw TorrentException.invalid("the same torrent as in " + other);
            }
        }
    }

    private TransferredTorrent add(AddTorrent request, FoundTorrent found, TransferredTorrent.Builder result) {
        AddResult added = adder.add(request, new Notes(found.labels(), found.attributes()));
        return result.outcome(added.isNew() ? TransferOutcome.NEW : TransferOutcome.PRESENT)
                .id(added.torrent().id())
                .build();
    }
}
