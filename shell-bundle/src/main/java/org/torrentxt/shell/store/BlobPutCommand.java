package org.torrentxt.shell.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtBlobs;
import org.torrentxt.api.dht.store.DhtKeptBlob;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.json.Json;
import org.torrentxt.shell.dht.DhtAnswer;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Units;

/** Stores the content of a file on the DHT and prints its target. */
@Service
@Command(
        scope = "dht",
        name = "blob-put",
        description = "Stores a file of up to 64 KiB on the DHT and prints its target for dht:blob-get; it"
                + " expires after about two hours unless kept alive."
                + " Example: dht:blob-put --keep /data/notes.txt")
public final class BlobPutCommand extends StoreAnswerAction {
    @Argument(index = 0, name = "file", description = "File of 1 byte to 64 KiB", required = true)
    @Completion(FileCompleter.class)
    private String file;

    @Option(name = "--keep", description = "Keep the blob alive until dht:blob-forget, also after a restart")
    private boolean keep;

    @Override
    void run(DhtStore store, DhtAnswer answers) throws Exception {
        byte[] content = read(path(file));
        if (keep) {
            print(answers.await(store.blobs().keep(content)));
        } else {
            print(answers.await(store.blobs().put(content)));
        }
    }

    /**
     * The content of a file that fits into a blob.
     *
     * @throws TorrentException INVALID_ARGUMENT if it does not fit or is not a file
     */
    static byte[] read(Path file) throws IOException {
        long size = Files.size(file);
        if (!Files.isRegularFile(file)) {
            throw TorrentException.invalid("not a file: '" + file + "'; expected a file of 1 byte to 64 KiB");
        }
        if (size < 1 || size > DhtBlobs.MAX_LENGTH) {
            throw TorrentException.invalid(
                    "invalid file size: '" + file + "' has " + size + " bytes; expected 1 to " + DhtBlobs.MAX_LENGTH);
        }
        return Files.readAllBytes(file);
    }

    private void print(DhtTarget target) {
        if (isJson()) {
            output().json(Map.of("target", target));
        } else {
            output().line(target.hex());
        }
    }

    private void print(DhtKeptBlob blob) {
        if (isJson()) {
            output().json(StatusView.document(blob));
        } else {
            output().details(new Details()
                    .group("Kept " + blob.target())
                    .add("Size", Units.size(blob.length()))
                    .add("Items", blob.items())
                    .add("State", Json.text(blob.status().state()))
                    .add("Error", blob.status().lastError()));
        }
    }
}
