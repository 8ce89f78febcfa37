package org.torrentxt.impl.engine.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.transfer.BackupOptions;
import org.torrentxt.api.transfer.BackupReport;
import org.torrentxt.failure.Reasons;
import org.torrentxt.impl.backup.BackupWriter;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.engine.torrent.EngineTorrent;
import org.torrentxt.impl.engine.torrent.TorrentTable;
import org.torrentxt.impl.state.BackupManifest;
import org.torrentxt.statefile.NewerVersionException;
import org.torrentxt.statefile.UnusableFileException;

/**
 * Writes what is on disk of a running session: each file is complete at any moment. They are read by the session itself, as
 * nobody else may open its folder.
 */
final class SessionBackup {
    private static final Set<String> OF_SESSION = Set.of("session.state", "ip-filter.state", "ids.state");

    private final String name;
    private final TorrentTable torrents;
    private final SavedSession saved;
    private final List<String> warnings = new ArrayList<>();

    SessionBackup(String name, TorrentTable torrents, SavedSession saved) {
        this.name = name;
        this.torrents = torrents;
        this.saved = saved;
    }

    BackupReport write(OutputStream out, BackupOptions options) throws IOException, InterruptedException {
        save();
        BackupWriter writer = new BackupWriter(out, options.hasSecrets());
        for (String file : saved.store().files()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Optional<Integer> id = BackupWriter.torrentOf(file);
            if ((id.isPresent() || OF_SESSION.contains(file)) && addState(writer, file) && id.isPresent()) {
                addTorrentFile(writer, id.get());
            }
        }
        for (Map.Entry<String, Map<String, String>> configuration :
                options.configurations().entrySet()) {
            writer.addConfiguration(configuration.getKey(), configuration.getValue());
        }
        BackupManifest manifest = writer.finish(name);
        return BackupReport.builder(writer.torrents())
                .omitted(omitted(manifest))
                .warnings(warnings)
                .build();
    }

    // If the disk of the state is full, a backup elsewhere is wanted all the more.
    private void save() throws InterruptedException {
        try {
            saved.saveState().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TorrentException failure && failure.code() == ErrorCode.NO_SESSION) {
                throw failure;
            }
            warnings.add("the backup lacks the latest changes: " + e.getCause().getMessage());
        }
    }

    private boolean addState(BackupWriter writer, String file) throws IOException {
        byte[] content;
        try {
            content = saved.store().content(file);
        } catch (NoSuchFileException e) {
            return false; // the torrent has been removed
        } catch (IOException e) {
            warnings.add(file + " is not in the backup: " + Reasons.of(e));
            return false;
        }
        try {
            writer.addState(file, content);
            return true;
        } catch (UnusableFileException | NewerVersionException e) {
            warnings.add(file + " is not in the backup: " + Reasons.of(e));
            return false;
        }
    }

    private void addTorrentFile(BackupWriter writer, int id) throws IOException {
        Optional<byte[]> content = torrents.find(id).flatMap(EngineTorrent::torrentFile);
        if (content.isPresent()) { // else its metadata is not known yet
            writer.addTorrentFile(id, content.get());
        }
    }

    private static List<String> omitted(BackupManifest manifest) {
        List<String> lines = new ArrayList<>();
        manifest.omitted().forEach((id, texts) -> texts.forEach(text -> lines.add("torrent " + id + ": " + text)));
        lines.addAll(manifest.omittedOfSession());
        return lines;
    }
}
