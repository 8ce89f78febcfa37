package org.torrentxt.shell.store;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.BlobTargetCompleter;
import org.torrentxt.shell.dht.DhtAnswer;
import org.torrentxt.shell.dht.Value;

/** Prints a blob from the DHT, or writes it to a file. */
@Service
@Command(
        scope = "dht",
        name = "blob-get",
        description = "Prints a blob stored by dht:blob-put, or writes it to a file; fails if the DHT has none."
                + " Example: dht:blob-get --out /data/notes.txt TARGET")
public final class BlobGetCommand extends StoreAnswerAction {
    @Argument(
            index = 0,
            name = "target",
            description = "Target printed by dht:blob-put, 40 hexadecimal digits",
            required = true)
    @Completion(BlobTargetCompleter.class)
    private String target;

    @Option(name = "--out", description = "File to write the blob to instead of printing it")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--force", description = "Overwrite the file if it exists")
    private boolean force;

    @Option(name = "--hex", description = "Print the value in hexadecimal, even if it is text")
    private boolean hex;

    @Override
    void run(DhtStore store, DhtAnswer answers) throws Exception {
        if (out != null && (isJson() || hex) || out == null && force) {
            throw TorrentException.invalid("--out cannot be combined with --json or --hex, and --force needs --out");
        }
        Path file = out == null ? null : newFile(out, force);
        DhtTarget wanted = new DhtTarget(target);
        byte[] content = answers.await(store.blobs().get(wanted))
                .orElseThrow(() -> new CommandException("no such blob on the DHT: " + target
                        + "; blobs expire after about two hours unless kept alive, see dht:blob-put --keep"));
        if (file == null) {
            print(wanted, content);
        } else {
            write(file, content);
        }
    }

    private void print(DhtTarget wanted, byte[] content) {
        if (isJson()) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("target", wanted);
            document.put("value", content);
            document.put("text", Value.text(content));
            output().json(document);
        } else {
            output().line(Value.show(content, hex));
        }
    }
}
