package org.torrentxt.impl.engine.dht;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/**
 * An answer of a DHT node (BEP 5, BEP 32, BEP 44). It may contain anything: malformed values are treated as missing.
 *
 * @param values the dictionary of the answer
 */
record DhtReply(BencodeDictionary values) {
    private static final int MAX_CONTACTS = 16;
    private static final int MAX_PEERS = 500;
    private static final int MAX_TOKEN_LENGTH = 256;
    private static final int IPV4_LENGTH = 4;
    private static final int IPV6_LENGTH = 16;
    private static final int PORT_LENGTH = 2;

    /** The id of the node. */
    Optional<ByteString> id() {
        return values.string("id").filter(id -> id.length() == DhtContact.ID_LENGTH);
    }

    /** The token to send when storing something at the node. */
    Optional<ByteString> token() {
        return values.string("token").filter(token -> token.length() <= MAX_TOKEN_LENGTH);
    }

    /** Nearer nodes, IPv4 and IPv6. */
    List<DhtContact> contacts() {
        return Stream.of(contacts("nodes", IPV4_LENGTH), contacts("nodes6", IPV6_LENGTH))
                .flatMap(Collection::stream)
                .toList();
    }

    private List<DhtContact> contacts(String key, int addressLength) {
        List<DhtContact> all = values.string(key)
                .map(compact -> DhtContact.parse(compact.bytes(), addressLength))
                .orElse(List.of());
        return all.subList(0, Math.min(all.size(), MAX_CONTACTS));
    }

    /** The peers it knows. */
    List<Endpoint> peers() {
        return values.list("values").orElse(List.of()).stream()
                .filter(ByteString.class::isInstance)
                .map(ByteString.class::cast)
                .filter(peer ->
                        peer.length() == IPV4_LENGTH + PORT_LENGTH || peer.length() == IPV6_LENGTH + PORT_LENGTH)
                .limit(MAX_PEERS)
                .map(peer -> DhtContact.endpoint(peer.bytes()))
                .filter(peer -> peer.port() > 0)
                .toList();
    }

    /** The item of that target, verified by its hash. */
    Optional<ImmutableItem> immutable(DhtTarget target) {
        return Optional.ofNullable(values.entries().get(ByteString.of("v")))
                .filter(v -> isOf(target, Bencode.encode(v)))
                .map(v -> new ImmutableItem(target, rawValue(v)));
    }

    private static boolean isOf(DhtTarget target, byte[] bencoded) {
        return bencoded.length <= Dht.MAX_BENCODED_LENGTH
                && DhtTarget.ofBencoded(bencoded).equals(target);
    }

    // a byte string unchanged, anything else bencoded
    private static byte[] rawValue(Object value) {
        return value instanceof ByteString string ? string.bytes() : Bencode.encode(value);
    }

    /** The version of an item that it claims to have; the signature is not verified. */
    Optional<MutableItem> claim(DhtPublicKey publicKey, byte[] salt) {
        Optional<byte[]> value =
                Optional.ofNullable(values.entries().get(ByteString.of("v"))).map(DhtReply::rawValue);
        Optional<byte[]> signature = values.string("sig").map(ByteString::bytes);
        Optional<Long> seq = values.integer("seq").filter(number -> number >= 0);
        if (value.isEmpty() || signature.isEmpty() || seq.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MutableItem(publicKey, salt, value.get(), seq.get(), signature.get()));
    }
}
