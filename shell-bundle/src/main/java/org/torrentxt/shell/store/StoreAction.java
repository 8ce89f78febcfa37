package org.torrentxt.shell.store;

import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtIdentity;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.action.ShellAction;

/** A command on the DHT store. Without a store, the commands on the DHT itself still work. */
abstract class StoreAction extends ShellAction {
    /** Runs the command on the store. */
    abstract void run(DhtStore store) throws Exception;

    @Override
    protected final void run() throws Exception {
        run(services().find(DhtStore.class).orElseThrow(StoreAction::missing));
    }

    /**
     * The public key given by a word.
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
            throw TorrentException.invalid("no such identity: '" + publisher
                    + "'; see dht:keys, or use a public key of 64 hexadecimal digits");
        }
        return new DhtPublicKey(publisher);
    }

    private static TorrentException missing() {
        return new TorrentException(
                ErrorCode.NO_SESSION,
                "the DHT store is not running; install it with feature:install torrentxt-dht, or see scr:list");
    }
}
