package org.torrentxt.impl.engine;

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
import org.torrentxt.impl.bencode.Bencode;
import org.torrentxt.impl.bencode.BencodeDictionary;

/**
 * Stores a signed item as it is (BEP 44). Versions that are there are looked up first; a node that then refuses, which the engine
 * does not tell from one that is silent, is asked for its version. Only a version with a valid signature is a conflict: a node
 * cannot make one up.
 */
final class ItemPut {
    private final DirectDht dht;
    private final MutableItem item;
    private final OptionalLong expected;
    // the version that is expected; empty if there may be any that is not newer, or shall be none
    private final OptionalLong replaced;
    private final Object value;

    /**
     * Prepares the storing.
     *
     * @throws TorrentException if the item cannot be stored by anybody
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
            throw TorrentException.invalid("expected sequence number " + expected.getAsLong() + "; the lowest is 0, or "
                    + Dht.NO_VERSION + " for no version at all");
        }
        return expected.stream().filter(seq -> seq != Dht.NO_VERSION).findFirst();
    }

    // What is not bencoded in the one way there should be would be another value, to another signature, once it is
    // sent.
    private static Object checkedValue(MutableItem item) {
        if (item.seq() < 0) {
            throw TorrentException.invalid("sequence number " + item.seq() + "; the DHT takes 0 and up");
        }
        byte[] bencoded = item.bencodedValue();
        if (bencoded.length > Dht.MAX_BENCODED_LENGTH) {
            throw TorrentException.invalid("a value of " + bencoded.length
                    + " bytes when bencoded; the DHT takes up to " + Dht.MAX_BENCODED_LENGTH);
        }
        Object value = Bencode.decode(bencoded);
        if (!Arrays.equals(Bencode.encode(value), bencoded)) {
            throw TorrentException.invalid("a bencoded value whose keys are out of order; expected them sorted");
        }
        return value;
    }

    /** How many nodes took it; fails with the conflict if there is one. */
    CompletableFuture<Integer> start() {
        return dht.lookUp("get", "target", item.target().bytes()).thenCompose(found -> {
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
        return dht.sendAll(nodes, DhtLookup.Answer::contact, "put", this::arguments)
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
        // one that was left behind takes it in place of the version that it has
        replaced.ifPresent(seq ->
                arguments.put("cas", claim(node.reply()).map(MutableItem::seq).orElse(seq)));
        return arguments.build();
    }

    private CompletableFuture<Optional<MutableItem>> versionsOf(List<DhtContact> nodes) {
        BencodeDictionary arguments =
                BencodeDictionary.builder().put("target", item.target().bytes()).build();
        return dht.sendAll(nodes, Function.identity(), "get", node -> arguments)
                .thenApply(answers -> newest(answers.stream().flatMap(Optional::stream)));
    }
}
