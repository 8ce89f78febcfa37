package org.torrentxt.dht.watch;

import java.io.IOException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.file.Fields;
import org.torrentxt.dht.file.StateFolder;

/**
 * The saved state of a watch.
 *
 * @param publicKey the publisher's key
 * @param key its key
 * @param seq the sequence number last seen
 */
record Watched(DhtPublicKey publicKey, String key, long seq) {
    static final StateFolder.Format<Watched> FORMAT = new Format();

    DhtTarget target() {
        return DhtTarget.of(publicKey, Keys.saltOrNone(key));
    }

    Watched seen(long newSeq) {
        return new Watched(publicKey, key, newSeq);
    }

    private static final class Format implements StateFolder.Format<Watched> {
        private static final String KIND = "TorrentXT DHT watch 1";

        @Override
        public byte[] write(Watched watched) {
            return Fields.of(KIND)
                    .put("public-key", watched.publicKey)
                    .putText("key", watched.key)
                    .put("seq", watched.seq)
                    .write();
        }

        @Override
        public Watched read(String name, byte[] content) throws IOException {
            Fields fields = Fields.read(KIND, content);
            fields.expect("public-key", "key", "seq");
            Watched watched = new Watched(
                    fields.get("public-key", DhtPublicKey::new),
                    fields.getText("key"),
                    fields.get("seq", Long::parseLong));
            StateFolder.checkName(watched.target().hex(), name); // and an invalid key
            return watched;
        }
    }
}
