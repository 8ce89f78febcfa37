package org.torrentxt.fleet.statement;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.ByteString;

/**
 * A signed statement as it is sent and saved: a bencoded list of version, key, salt, sequence number, value and
 * signature. The signature is that of an item of the DHT (BEP 44), so that the same identities sign both; the salt tells
 * them apart.
 */
public final class SignedBytes {
    /** The maximum length in bytes. */
    public static final int MAX_LENGTH = 1_400;

    private static final long VERSION = 1;
    private static final int KEY_LENGTH = 32;
    private static final int SIGNATURE_LENGTH = 64;

    private final MutableItem item;

    SignedBytes(MutableItem item) {
        this.item = item;
    }

    /**
     * Reads one, whose signature may be wrong.
     *
     * @param bytes from anybody
     * @throws RefusedException if it has another form, or another length than any statement
     */
    static SignedBytes read(byte[] bytes) throws RefusedException {
        if (bytes.length > MAX_LENGTH) {
            throw new RefusedException("it is too long: " + bytes.length + " bytes; expected at most " + MAX_LENGTH);
        }
        List<?> fields = fields(bytes);
        requireVersion(fields.isEmpty() ? "" : fields.get(0));
        if (fields.size() == 6
                && fields.get(1) instanceof ByteString key
                && key.length() == KEY_LENGTH
                && fields.get(2) instanceof ByteString salt
                && fields.get(3) instanceof Long sequence
                && sequence >= 0
                && fields.get(4) instanceof ByteString value
                && fields.get(5) instanceof ByteString signature
                && signature.length() == SIGNATURE_LENGTH) {
            SignedBytes signed = new SignedBytes(new MutableItem(
                    new DhtPublicKey(HexFormat.of().formatHex(key.bytes())),
                    salt.bytes(),
                    value.bytes(),
                    sequence,
                    signature.bytes()));
            if (Arrays.equals(signed.write(), bytes)) { // there is one form only
                return signed;
            }
        }
        throw new RefusedException("it is damaged");
    }

    private static List<?> fields(byte[] bytes) throws RefusedException {
        try {
            return Bencode.decode(bytes) instanceof List<?> list ? list : List.of();
        } catch (TorrentException e) {
            throw new RefusedException("it is damaged: " + e.getMessage());
        }
    }

    private static void requireVersion(Object version) throws RefusedException {
        if (version instanceof Long number && number > VERSION) {
            throw new RefusedException(
                    "it has version " + number + "; this node knows versions up to " + VERSION + ": update it");
        } else if (!Long.valueOf(VERSION).equals(version)) {
            throw new RefusedException("it is damaged: it has no version");
        }
    }

    /** As it is sent and saved: a new array. */
    public byte[] write() {
        return Bencode.encode(
                List.of(VERSION, item.publicKey().bytes(), item.salt(), item.seq(), item.value(), item.signature()));
    }

    MutableItem item() {
        return item;
    }

    /** What it is about. */
    StatementId id() throws RefusedException {
        return new StatementId(StatementFormat.name(item), item.publicKey());
    }

    /**
     * True if it replaces another one about the same: if its sequence number is higher. Of two with the same number,
     * which were signed by nodes that did not know of each other, all nodes choose the same.
     */
    public boolean replaces(SignedBytes other) {
        return item.seq() > other.item.seq()
                || item.seq() == other.item.seq() && Arrays.compareUnsigned(item.value(), other.item.value()) > 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedBytes that && item.equals(that.item);
    }

    @Override
    public int hashCode() {
        return item.hashCode();
    }
}
