package org.torrentxt.shell.dht;

import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.support.ShellAction;

/** A command on the DHT store. Where there is none, the commands on the DHT itself work all the same. */
abstract class StoreAction extends ShellAction {
    /** Runs the command on the store. */
    abstract void run(DhtStore store) throws Exception;

    @Override
    protected final void run() throws Exception {
        run(services().find(DhtStore.class).orElseThrow(StoreAction::missing));
    }

    /**
     * The public key that a word names.
     *
     * @param publisher an identity of the store, or 64 hexadecimal digits
     * @throws TorrentException INVALID_ARGUMENT if it is neither
     */
    static DhtPublicKey publicKey(DhtStore store, String publisher) {
        return store.identities().list().stream()
                .filter(identity -> identity.name().equals(publisher))
                .map(DhtIdentity::publicKey)
                .findFirst()
                .orElseGet(() -> parse(publisher));
    }

    private static DhtPublicKey parse(String publisher) {
        if (!publisher.matches("[0-9A-Fa-f]{64}")) {
            throw TorrentException.invalid(
                    "'" + publisher + "' is no identity of this store, see dht:keys, and no public"
                            + " key, which has 64 hexadecimal digits");
        }
        return new DhtPublicKey(publisher);
    }

    private static TorrentException missing() {
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "no DHT store runs; install it with feature:install torrentxt-dht, or see scr:list");
    }
}
