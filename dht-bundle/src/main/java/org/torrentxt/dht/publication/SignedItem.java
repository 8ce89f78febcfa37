package org.torrentxt.dht.publication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.dht.access.Keys;
import org.torrentxt.dht.file.Fields;
import org.torrentxt.dht.file.StateFolder;

/**
 * The saved state of a publication; contains no secrets.
 *
 * @param identity the name of the identity that signed it
 * @param item as signed
 * @param conflict why it is not stored any more; empty while it is
 */
record SignedItem(String identity, MutableItem item, Optional<String> conflict) {
    /** The file format; the names reveal copies made by somebody. */
    static StateFolder.Format<SignedItem> format(Function<SignedItem, String> name) {
        return new Format(name);
    }

    /** The file name for an identity and a key: a hash, as keys may contain any characters. */
    static String name(String identity, String key) {
        return DhtTarget.of((identity + "\n" + key).getBytes(UTF_8)).hex();
    }

    String name() {
        return name(identity, key());
    }

    String key() {
        return Keys.key(item.salt());
    }

    SignedItem withConflict(String reason) {
        return new SignedItem(identity, item, Optional.of(reason));
    }

    /** Lines of text; a valid signature proves that nothing is damaged. */
    private static final class Format implements StateFolder.Format<SignedItem> {
        private static final String KIND = "TorrentXT DHT publication 1";

        private final Function<SignedItem, String> names;

        Format(Function<SignedItem, String> names) {
            this.names = names;
        }

        @Override
        public byte[] write(SignedItem signed) {
            Fields fields = Fields.of(KIND)
                    .put("identity", signed.identity)
                    .put("public-key", signed.item.publicKey())
                    .putBytes("salt", signed.item.salt())
                    .put("seq", signed.item.seq())
                    .putBytes("value", signed.item.value())
                    .putBytes("signature", signed.item.signature());
            signed.conflict.ifPresent(reason -> fields.putText("conflict", reason));
            return fields.write();
        }

        @Override
        public SignedItem read(String name, byte[] content) throws IOException {
            Fields fields = Fields.read(KIND, content);
            MutableItem item = new MutableItem(
                    fields.get("public-key", DhtPublicKey::new),
                    fields.getBytes("salt"),
                    fields.getBytes("value"),
                    fields.get("seq", Long::parseLong),
                    fields.getBytes("signature"));
            if (item.salt().length > Dht.MAX_SALT_LENGTH || item.seq() < 0 || !item.hasValidSignature()) {
                throw new IOException("its signature does not match");
            }
            Optional<String> conflict =
                    fields.find("conflict").isEmpty() ? Optional.empty() : Optional.of(fields.getText("conflict"));
            SignedItem signed = new SignedItem(fields.get("identity"), item, conflict);
            StateFolder.checkName(names.apply(signed), name);
            return signed;
        }
    }
}
