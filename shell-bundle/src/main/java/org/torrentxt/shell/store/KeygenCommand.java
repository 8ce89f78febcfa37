package org.torrentxt.shell.store;

import java.io.IOException;
import java.util.Arrays;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.dht.SeedFile;
import org.torrentxt.shell.format.Details;

/** Creates an identity to publish values under. */
@Service
@Command(
        scope = "dht",
        name = "keygen",
        description = "Creates an identity to publish values under. Example: dht:keygen --sealed alice")
public final class KeygenCommand extends StoreAction {
    @Argument(
            index = 0,
            name = "identity",
            description = "Name of the new identity: letters, digits, dots, dashes and underscores",
            required = true)
    private String name;

    @Option(name = "--sealed", description = "Protect the secret key with a passphrase, required for each use")
    private boolean sealed;

    @Option(name = "--import", description = "File with the seed of an existing key pair, 64 hexadecimal digits")
    @Completion(FileCompleter.class)
    private String seedFile;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    void run(DhtStore store) throws IOException {
        DhtKeyPair keys = seedFile == null ? DhtKeyPair.generate() : SeedFile.read(path(seedFile));
        if (!sealed) {
            print(store.identities().importKeys(name, keys));
            return;
        }
        char[] passphrase = Passphrase.choose(console(), name);
        try {
            print(store.identities().importKeys(name, keys, passphrase));
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    private void print(DhtIdentity identity) {
        if (json) {
            output().json(identity);
        } else {
            output().details(new Details()
                    .group("Identity " + identity.name())
                    .add("Public key", identity.publicKey())
                    .add("Sealed", identity.sealed() ? "with a passphrase" : ""));
        }
    }
}
