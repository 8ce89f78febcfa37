package org.torrentxt.shell.store;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.PublicationKeyCompleter;

/** Stops keeping a value alive. */
@Service
@Command(
        scope = "dht",
        name = "unpublish",
        description = "Stops keeping a value alive; it expires after about two hours."
                + " Example: dht:unpublish alice greeting")
public final class UnpublishCommand extends StoreAction {
    @Argument(index = 0, name = "identity", description = "Identity the value was published under", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Argument(index = 1, name = "key", description = "Key of the value", required = true)
    @Completion(PublicationKeyCompleter.class)
    private String key;

    @Override
    void run(DhtStore store) throws CommandException {
        if (!store.publications().unpublish(identity, key)) {
            throw new CommandException("no publication of " + identity + " under '" + key + "'; see dht:publications");
        }
        output().line("Unpublished: %s of %s", key, identity);
    }
}
