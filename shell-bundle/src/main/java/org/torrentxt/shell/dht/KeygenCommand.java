package org.torrentxt.shell.dht;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.format.Details;

/** Makes an identity to publish values under. */
@Service
@Command(
        scope = "dht",
        name = "keygen",
        description = "Makes an identity to publish values under. Example: dht:keygen alice")
public final class KeygenCommand extends StoreAction {
    @Argument(
            index = 0,
            name = "identity",
            description = "A new name: letters, digits, dots, dashes and underscores",
            required = true)
    private String name;

    @Override
    void run(DhtStore store) {
        DhtIdentity identity = store.identities().create(name);
        if (isJson()) {
            output().json(identity);
        } else {
            output().details(
                            new Details().group("Identity " + identity.name()).add("Public key", identity.publicKey()));
        }
    }
}
