package org.torrentxt.shell.content;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.support.Failures;
import org.torrentxt.shell.support.PrivateFile;

/** Writes the .torrent and resume files of torrents into a folder, in libtorrent's own form. */
final class StateExport {
    private static final long PATIENCE_SECONDS = 70; // the API's own limit is a minute

    private final Path folder;
    private final boolean isForced;

    StateExport(Path folder, boolean isForced) {
        this.folder = folder;
        this.isForced = isForced;
    }

    /** Writes the files of a torrent; returns the reason if that fails. */
    Optional<String> write(Torrent torrent) throws InterruptedException {
        try {
            String name = torrent.infoHashes()
                    .best()
                    .map(InfoHash::hex)
                    .orElseThrow(() -> TorrentException.invalid("torrent " + torrent.id() + " was removed meanwhile"));
            Path resume = file(name + ".resume");
            Path metadata = file(name + ".torrent");
            byte[] data = torrent.saveResumeData().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Optional<byte[]> content = torrent.torrentFile(); // none while only its magnet link is known
            if (content.isPresent()) {
                PrivateFile.write(metadata, content.get());
            }
            PrivateFile.write(resume, data);
            return Optional.empty();
        } catch (IOException | ExecutionException | TimeoutException | TorrentException e) {
            return Optional.of(Failures.line(e));
        }
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file) && !isForced) {
            throw new FileAlreadyExistsException(file.toString(), null, "overwrite it with --force");
        }
        return file;
    }
}
