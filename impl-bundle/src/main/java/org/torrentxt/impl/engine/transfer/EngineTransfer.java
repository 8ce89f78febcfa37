package org.torrentxt.impl.engine.transfer;

import java.io.IOException;
import java.util.Objects;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.migration.Client;

/** Moves the state of a session. */
public final class EngineTransfer implements StateTransfer {
    private final TorrentContext session;
    private final TorrentTable torrents;
    private final TorrentAdder adder;

    public EngineTransfer(TorrentContext session, TorrentTable torrents, TorrentAdder adder) {
        this.session = session;
        this.torrents = torrents;
        this.adder = adder;
    }

    @Override
    public TransferReport add(TransferRequest request) throws IOException, InterruptedException {
        Objects.requireNonNull(request, "request");
        session.engine().run(engine -> {}); // not once it is stopped
        Client client = Client.of(
                request.client().orElseThrow(() -> TorrentException.invalid("no client: " + request)), request);
        session.awaitLoaded();
        return new ClientImport(session, torrents, adder, request.isDryRun()).run(client);
    }
}
