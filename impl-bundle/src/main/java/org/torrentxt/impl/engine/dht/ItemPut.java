package org.torrentxt.impl.engine.dht;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;

/**
 * Stores a signed item unchanged (BEP 44). Existing versions are looked up first; a node that then refuses, which the
 * engine cannot distinguish from one that does not answer, is asked for its version. Only a version with a valid
 * signature is a conflict, as nodes cannot forge one.
 */
final class ItemPut {
    private final DirectDht dht;
    private final MutableItem item;
    private final OptionalLong expected;
    // the expected version; empty if any version that is not newer is accepted, or none is expected
    private final OptionalLong replaced;
    private final Object value;

    /**
     * Creates an instance.
     *
     * @throws TorrentException if no node would store the item
     */
    ItemPut(DirectDht dht, MutableItem item, OptionalLong expected) {
        this.dht = dht;
        this.item = item;
        this.expected = expected;
        this.replaced = replaced(expected);
        this.value = checkedValue(item);
    }

    private static OptionalLong replaced(OptionalLong expected) {
        if (expected.isPresent() && expected.getAsLong() < Dht.NO_VERSION) {
            throw TorrentException.invalid("invalid expected sequence number " + expected.getAsLong()
                    + ": expected 0 or more, or " + Dht.NO_VERSION + " for no version");
        }
        return expected.stream().filter(seq -> seq != Dht.NO_VERSION).findFirst();
    }

    // A value that is not canonically bencoded would change when it is sent, and its signature would not match.
    private static Object checkedValue(MutableItem item) {
        if (item.seq() < 0) {
            throw TorrentException.invalid("invalid sequence number " + item.seq() + ": expected 0 or more");
        }
        byte[] bencoded = item.bencodedValue();
        if (bencoded.length > Dht.MAX_BENCODED_LENGTH) {
            throw TorrentException.invalid("value too long: " + bencoded.length
                    + " bytes when bencoded; expected at most " + Dht.MAX_BENCODED_LENGTH);
        }
        Object value = Bencode.decode(bencoded);
        if (!Arrays.equals(Bencode.encode(value), bencoded)) {
            throw TorrentException.invalid("malformed bencoded value: keys are not sorted");
        }
        return value;
    }

    /** The number of nodes that stored it; fails with the conflict if there is one. */
    CompletableFuture<Integer> start() {
        return dht.lookUp("get", "target", item.target().bytes(), DirectDht.A_TOKEN)
                .thenCompose(found -> {
                    newest(found.all().stream().map(DhtLookup.Answer::reply))
                            .filter(there -> isConflict(there) || isOlderThanExpected(there))
                            .ifPresent(this::refuse);
                    return store(found.nearest());
                });
    }

    private Optional<MutableItem> claim(DhtReply reply) {
        return reply.claim(item.publicKey(), item.salt());
    }

    private Optional<MutableItem> newest(Stream<DhtReply> replies) {
        return ItemSearch.newest(replies, item.publicKey(), item.salt());
    }

    private boolean isConflict(MutableItem there) {
        return there.seq() > item.seq()
                || there.seq() == item.seq() && !Arrays.equals(there.value(), item.value())
                || expected.isPresent() && there.seq() > expected.getAsLong() && there.seq() != item.seq();
    }

    private boolean isOlderThanExpected(MutableItem there) {
        return expected.isPresent() && there.seq() < expected.getAsLong();
    }

    private void refuse(MutableItem there) {
        String ours = "sequence number " + item.seq() + " of " + item.publicKey();
        String wanted = replaced.isPresent() ? " in place of " + replaced.getAsLong() : "";
        String what = there.seq() == item.seq() ? "another value of sequence number " : "sequence number ";
        throw new TorrentException(
                ErrorCode.CONFLICT, ours + wanted + " cannot be stored; the DHT has " + what + there.seq());
    }

    private CompletableFuture<Integer> store(List<DhtLookup.Answer> nodes) {
        return dht.sendAll(nodes, DhtLookup.Answer::contact, "put", this::arguments, DirectDht::isStored)
                .thenCompose(answers -> {
                    List<DhtContact> refused = IntStream.range(0, nodes.size())
                            .filter(i -> answers.get(i).isEmpty())
                            .mapToObj(i -> nodes.get(i).contact())
                            .toList();
                    return versionsOf(refused).thenApply(newest -> {
                        newest.filter(this::isConflict).ifPresent(this::refuse);
                        return nodes.size() - refused.size();
                    });
                });
    }

    private BencodeDictionary arguments(DhtLookup.Answer node) {
        BencodeDictionary.Builder arguments = node.arguments()
                .put("k", item.publicKey().bytes())
                .put("seq", item.seq())
                .put("sig", item.signature())
                .put("v", value);
        if (item.salt().length > 0) {
            arguments.put("salt", item.salt());
        }
        // a node with an outdated version replaces it
        replaced.ifPresent(seq ->
                arguments.put("cas", claim(node.reply()).map(MutableItem::seq).orElse(seq)));
        return arguments.build();
    }

    private CompletableFuture<Optional<MutableItem>> versionsOf(List<DhtContact> nodes) {
        BencodeDictionary arguments =
                BencodeDictionary.builder().put("target", item.target().bytes()).build();
        return dht.sendAll(nodes, Function.identity(), "get", node -> arguments, answers -> true)
                .thenApply(answers -> newest(answers.stream().flatMap(Optional::stream)));
    }
}
