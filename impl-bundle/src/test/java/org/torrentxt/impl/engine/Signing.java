package org.torrentxt.impl.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.libtorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.MutableItem;

/** Signs by the engine what the API does not: values that are not byte strings, and nonsense. */
final class Signing {
    private Signing() {}

    /** An item without salt, of a value that is bencoded. */
    static MutableItem sign(DhtKeyPair keys, long seq, String bencoded) {
        NativeLibrary.get().require();
        byte[] message = ("3:seqi" + seq + "e1:v" + bencoded).getBytes(US_ASCII);
        byte[] signature = Natives.bytes(libtorrent.ed25519_sign(
                new byte_vector(message),
                new byte_vector(keys.publicKey().bytes()),
                new byte_vector(keys.secretKey())));
        return new MutableItem(keys.publicKey(), new byte[0], bencoded.getBytes(US_ASCII), seq, signature);
    }
}
