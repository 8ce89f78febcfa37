package org.torrentxt.dht.blob;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.dht.access.DhtItems;
import org.torrentxt.dht.task.Parallel;
import org.torrentxt.dht.task.Stages;

/** Reassembles a blob from its items, level by level from the root. The hash and the shape of each item are checked. */
final class BlobReader {
    private final DhtItems items;
    private final int parallel;

    /**
     * Creates an instance.
     *
     * @param parallel the maximum number of concurrent requests
     */
    BlobReader(DhtItems items, int parallel) {
        this.items = items;
        this.parallel = parallel;
    }

    /** The content; empty if there is no root. */
    CompletionStage<Optional<byte[]>> read(DhtTarget root) {
        return items.get(root)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : below(root, verified(root, found.get())).thenApply(Optional::of));
    }

    private CompletionStage<byte[]> below(DhtTarget target, byte[] root) {
        try {
            BlobShape shape = BlobNode.shape(root);
            List<Integer> levels = shape.levels();
            int top = levels.size() - 1;
            return descend(shape, top, BlobNode.children(root, levels.get(top)));
        } catch (TorrentException e) {
            throw new TorrentException(ErrorCode.GENERIC, "not a blob: " + target + "; " + e.getMessage(), e);
        }
    }

    private CompletionStage<byte[]> descend(BlobShape shape, int level, List<DhtTarget> targets) {
        CompletionStage<List<byte[]>> values = fetch(targets);
        return level == 0
                ? values.thenApply(chunks -> join(shape, chunks))
                : values.thenCompose(nodes ->
                        descend(shape, level - 1, children(nodes, shape.levels().get(level - 1))));
    }

    // The same chunk may occur many times; it is requested once.
    private CompletionStage<List<byte[]>> fetch(List<DhtTarget> targets) {
        List<DhtTarget> distinct = targets.stream().distinct().toList();
        return Parallel.ask(distinct, parallel, this::fetch).thenApply(values -> {
            Map<DhtTarget, byte[]> found = new HashMap<>();
            for (int i = 0; i < distinct.size(); i++) {
                found.put(distinct.get(i), values.get(i));
            }
            return targets.stream().map(found::get).toList();
        });
    }

    private CompletionStage<byte[]> fetch(DhtTarget target) {
        return Stages.call(() -> items.get(target))
                .thenApply(found -> verified(
                        target,
                        found.orElseThrow(() -> new TorrentException(
                                ErrorCode.GENERIC, "incomplete blob: the DHT does not have item " + target))));
    }

    private static byte[] verified(DhtTarget target, ImmutableItem item) {
        byte[] value = item.value();
        if (value.length > BlobShape.CHUNK || !DhtTarget.of(value).equals(target)) {
            throw new TorrentException(ErrorCode.GENERIC, "item " + target + " does not match its hash");
        }
        return value;
    }

    private static List<DhtTarget> children(List<byte[]> nodes, int below) {
        List<DhtTarget> children = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            try {
                children.addAll(BlobNode.children(nodes.get(i), BlobShape.children(i, below)));
            } catch (TorrentException e) {
                throw new TorrentException(ErrorCode.GENERIC, "malformed node in blob: " + e.getMessage(), e);
            }
        }
        return children;
    }

    private static byte[] join(BlobShape shape, List<byte[]> chunks) {
        byte[] content = new byte[shape.length()];
        for (int i = 0; i < chunks.size(); i++) {
            byte[] chunk = chunks.get(i);
            if (chunk.length != shape.chunkLength(i)) {
                throw new TorrentException(
                        ErrorCode.GENERIC,
                        "invalid length of chunk in blob: " + chunk.length + " bytes; expected "
                                + shape.chunkLength(i));
            }
            System.arraycopy(chunk, 0, content, i * BlobShape.CHUNK, chunk.length);
        }
        return content;
    }
}
