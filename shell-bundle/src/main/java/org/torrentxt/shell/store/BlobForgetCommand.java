package org.torrentxt.shell.store;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.BlobTargetCompleter;
import org.torrentxt.shell.support.Tried;

/** Stops keeping blobs alive. */
@Service
@Command(
        scope = "dht",
        name = "blob-forget",
        description =
                "Stops keeping blobs alive; they expire after about two hours." + " Example: dht:blob-forget TARGET")
public final class BlobForgetCommand extends StoreAction {
    @Argument(
            index = 0,
            name = "targets",
            description = "Targets as listed by dht:blobs, 40 hexadecimal digits",
            required = true,
            multiValued = true,
            valueToShowInHelp = "")
    @Completion(BlobTargetCompleter.class)
    private List<String> targets = List.of();

    @Override
    void run(DhtStore store) throws CommandException {
        Tried tried = Tried.each(targets, target -> forget(store, target));
        if (!tried.done().isEmpty()) {
            output().line("Forgotten: %s", String.join(", ", tried.done()));
        }
        tried.throwFailures();
    }

    private static void forget(DhtStore store, String target) {
        if (!store.blobs().forget(new DhtTarget(target))) {
            throw TorrentException.invalid("no such blob: " + target + "; see dht:blobs");
        }
    }
}
