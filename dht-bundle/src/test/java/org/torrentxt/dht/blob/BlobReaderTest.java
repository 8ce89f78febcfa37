package org.torrentxt.dht.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.dht.access.Deadline;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.access.InMemoryDht;
import org.torrentxt.dht.task.StoreThread;

class BlobReaderTest {
    private final InMemoryDht dht = new InMemoryDht();
    private final AtomicInteger asked = new AtomicInteger();
    private final BlobReader reader = new BlobReader(
            new DhtItems(
                    () -> {
                        asked.incrementAndGet();
                        return dht;
                    },
                    new Deadline(Duration.ofSeconds(30), new StoreThread()::after)),
            8);

    @ParameterizedTest
    @ValueSource(ints = {1, 995, 996, 997, 48 * 996, 48 * 996 + 1, 65_536})
    void whatIsCutUpIsPutTogether(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);

        assertThat(read(store(BlobTree.of(content)))).isEqualTo(content);
    }

    @Test
    void theShapeFollowsFromTheLength() {
        assertThat(new BlobShape(1).levels()).containsExactly(1);
        assertThat(new BlobShape(48 * 996).levels()).containsExactly(48);
        assertThat(new BlobShape(48 * 996 + 1).levels()).containsExactly(49, 2);
        assertThat(new BlobShape(65_536).levels()).containsExactly(66, 2);
    }

    @Test
    void theSameChunkIsStoredAndFetchedOnce() {
        BlobTree tree = BlobTree.of(new byte[40 * 996]);
        assertThat(tree.items()).hasSize(2);

        assertThat(read(store(tree))).isEqualTo(new byte[40 * 996]);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aMissingItemIsNamed() {
        BlobTree tree = BlobTree.of(new byte[] {1});
        put(tree.items().get(1));

        assertThat(failure(tree.root()))
                .hasMessageContaining(
                        "does not have item " + DhtTarget.of(tree.items().get(0)));
    }

    @Test
    void aChunkOfAnotherLengthIsRefused() {
        DhtTarget chunk = put(new byte[10]);
        DhtTarget root = put(BlobNode.root(List.of(chunk), 11));

        assertThat(failure(root)).hasMessageContaining("invalid length of chunk in blob: 10 bytes; expected 11");
    }

    @Test
    void aRootThatHoldsMoreThanItsLengthIsRefused() {
        DhtTarget chunk = put(new byte[10]);
        DhtTarget root = put(BlobNode.root(Collections.nCopies(48, chunk), 10));

        assertThat(failure(root)).hasMessageContaining("invalid length of targets: 960 bytes; expected 1 of 20");
        assertThat(asked).hasValue(1);
    }

    @Test
    void aRootOfNodesWhereChunksBelongIsRefused() {
        DhtTarget deeper = put(BlobNode.inner(List.of(put(new byte[10]))));
        DhtTarget root = put(BlobNode.root(List.of(deeper), 996));

        assertThat(failure(root)).hasMessageContaining("invalid length of chunk");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 65_537, Long.MAX_VALUE / 10})
    void aLengthOutOfRangeIsRefused(long length) {
        DhtTarget root = put(Bencode.encode(BencodeDictionary.builder()
                .put("items", new byte[20])
                .put("length", length)
                .put("v", 1)
                .build()));

        assertThat(failure(root)).hasMessageContaining("invalid length " + length + "; expected 1 to 65536");
    }

    @Test
    void anotherVersionIsRefused() {
        DhtTarget root = put(Bencode.encode(BencodeDictionary.builder()
                .put("items", new byte[20])
                .put("length", 1)
                .put("v", 2)
                .build()));

        assertThat(failure(root)).hasMessageContaining("unsupported version 2 of the blob format; expected 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "d", "de", "i1e", "le", "d5:items99:e", "d5:itemsi1e6:lengthi1e1:vi1ee", "d1:vi01ee"})
    void whatIsNoNodeIsRefused(String value) {
        assertThat(failure(put(value.getBytes()))).hasMessageContaining("not a blob: ");
    }

    @Test
    void nestingEndsSomewhere() {
        String deep = "d1:a" + "l".repeat(400) + "e".repeat(400) + "e";

        assertThat(failure(put(deep.getBytes()))).hasMessageContaining("nested deeper than");
    }

    private DhtTarget store(BlobTree tree) {
        tree.items().forEach(this::put);
        return tree.root();
    }

    private DhtTarget put(byte[] value) {
        CompletableFuture<DhtTarget> stored = dht.putImmutable(value).toCompletableFuture();
        return stored.join();
    }

    private byte[] read(DhtTarget root) {
        return reader.read(root).toCompletableFuture().join().orElseThrow();
    }

    private Throwable failure(DhtTarget root) {
        try {
            read(root);
        } catch (CompletionException e) {
            return e.getCause();
        }
        throw new AssertionError("not refused");
    }
}
