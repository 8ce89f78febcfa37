package org.torrentxt.shell.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.support.OwnerOnly;

/** Lists the identities of the store, exports one, or removes one. */
@Service
@Command(
        scope = "dht",
        name = "keys",
        description = "Lists the identities of the store, exports the seed of one to a file, or removes one."
                + " Example: dht:keys --export alice --out /backup/alice.seed")
public final class KeysCommand extends StoreAction {
    private static final Listing<DhtIdentity> LISTING = new Listing<DhtIdentity>("No identities; see dht:keygen")
            .text("Identity", DhtIdentity::name)
            .text("Sealed", identity -> identity.sealed() ? "yes" : "no")
            .whole("Public key", DhtIdentity::publicKey)
            .hide("Sealed");

    @Option(
            name = "--export",
            description = "Write the seed of this identity to --out; keep that file as safe as a password")
    @Completion(IdentityCompleter.class)
    private String exported;

    @Option(name = "--out", description = "File to write the seed to, readable by its owner only")
    @Completion(FileCompleter.class)
    private String out;

    @Option(name = "--remove", description = "Delete this identity, permanently unless its seed was exported")
    @Completion(IdentityCompleter.class)
    private String removed;

    @Option(name = "--json", description = "Print one JSON array")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(DhtStore store) throws IOException {
        if (exported != null && removed != null || (exported == null) != (out == null)) {
            throw TorrentException.invalid(
                    "specify --export with --out, or --remove, or neither to list all identities");
        }
        if (exported != null) {
            export(store, newFile(out));
        } else if (removed != null) {
            store.identities().remove(removed);
            output().line("Removed: identity %s", removed);
        } else {
            output().listing(LISTING, store.identities().list(), json, noFormat);
        }
    }

    private void export(DhtStore store, Path file) throws IOException {
        byte[] seed = Passphrase.use(
                console(),
                store.identities().find(exported),
                passphrase -> passphrase.isEmpty()
                        ? store.identities().exportSeed(exported)
                        : store.identities().exportSeed(exported, passphrase.get()));
        boolean isPrivate;
        try {
            // created for its owner only, before anything is written
            isPrivate = OwnerOnly.create(file);
            Files.writeString(file, HexFormat.of().formatHex(seed) + "\n", StandardOpenOption.WRITE);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
        output().line("Written: %s, seed of identity %s", file, exported);
        if (!isPrivate) {
            output().wrapped("", "Other users may be able to read it: the file system does not support permissions");
        }
    }
}
