package org.torrentxt.impl.engine.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.BackupReport;
import org.torrentxt.api.transfer.StateTransfer;
import org.torrentxt.api.transfer.TransferReport;
import org.torrentxt.api.transfer.TransferRequest;
import org.torrentxt.impl.backup.BackupArchive;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.engine.torrent.TorrentAdder;
import org.torrentxt.impl.engine.torrent.TorrentContext;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.migration.Client;

/** Moves the state of a session. */
public final class EngineTransfer implements StateTransfer {
    private final TorrentContext session;
    private final TorrentSession api;
    private final TorrentTable torrents;
    private final TorrentAdder adder;
    private final Optional<SavedSession> saved;
    private final Object adding = new Object(); // ids must not be given out twice

    /**
     * Creates an instance.
     *
     * @param session the session
     * @param api the same as others see it
     * @param saved its state; empty if it has none
     */
    public EngineTransfer(
            TorrentContext session,
            TorrentSession api,
            TorrentTable torrents,
            TorrentAdder adder,
            Optional<SavedSession> saved) {
        this.session = session;
        this.api = api;
        this.torrents = torrents;
        this.adder = adder;
        this.saved = saved;
    }

    @Override
    public TransferReport add(TransferRequest request) throws IOException, InterruptedException {
        Objects.requireNonNull(request, "request");
        session.engine().run(engine -> {}); // not once it is stopped
        session.saving().requireLoaded();
        if (request.client().isPresent()) {
            Client client = Client.of(request.client().get(), request);
            return new ClientImport(session, torrents, adder, request.isDryRun()).run(client);
        }
        synchronized (adding) {
            try (BackupArchive archive = BackupArchive.open(request.source())) {
                return new BackupRestore(session, api, torrents, adder, saved, request).run(archive);
            }
        }
    }

    @Override
    public BackupReport backup(OutputStream out, BackupOptions options) throws IOException, InterruptedException {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(options, "options");
        session.engine().run(engine -> {});
        SavedSession state = saved.orElseThrow(() -> TorrentException.invalid("session " + session.name()
                + " is not saved, as it is temporary: it has no state to back up; set its state.dir"));
        session.saving().requireLoaded();
        return new SessionBackup(session.name(), torrents, state).write(out, options);
    }
}
