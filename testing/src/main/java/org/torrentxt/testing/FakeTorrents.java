package org.torrentxt.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Labels;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.status.StatusChanges;
import org.torrentxt.api.status.TorrentStatus;

/** The torrents of a fake session, found by their current statuses. */
final class FakeTorrents {
    private static final Pattern MAGNET_HASH = Pattern.compile("xt=urn:btih:(\\p{XDigit}{40})");

    private record Waiting(Torrent torrent, Predicate<TorrentStatus> wanted, CompletableFuture<Torrent> stage) {}

    private final FakeSession session;
    private final List<TorrentStatus> present = new CopyOnWriteArrayList<>();

    private final List<Waiting> waiting = new CopyOnWriteArrayList<>();

    private final Map<Integer, Long> versions = new HashMap<>(); // of all that there were
    private long version = 1; // 0 is what callers begin with
    private int lastId;

    FakeTorrents(FakeSession session, TorrentStatus... statuses) {
        this.session = session;
        for (TorrentStatus status : statuses) {
            put(status);
        }
    }

    void put(TorrentStatus status) {
        store(status);
        endWaiting();
    }

    private synchronized void store(TorrentStatus status) {
        lastId = Math.max(lastId, status.id());
        versions.put(status.id(), ++version);
        for (int i = 0; i < present.size(); i++) {
            if (present.get(i).id() == status.id()) {
                present.set(i, status);
                return;
            }
        }
        present.add(status);
    }

    void remove(int id) {
        discard(id);
        endWaiting();
    }

    private synchronized void discard(int id) {
        if (present.removeIf(status -> status.id() == id)) {
            versions.put(id, ++version);
        }
    }

    synchronized StatusChanges changes(long since) {
        StatusChanges.Builder changes = StatusChanges.builder(version);
        if (since <= 0 || since > version) {
            return changes.isComplete(true).statuses(present).build();
        }
        Set<Integer> there = ids();
        return changes.statuses(present.stream()
                        .filter(status -> versions.get(status.id()) > since)
                        .toList())
                .removed(versions.entrySet().stream()
                        .filter(each -> each.getValue() > since && !there.contains(each.getKey()))
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .toList())
                .build();
    }

    /** Waits until the status of a torrent is as wanted, has an error, or the torrent is removed. */
    CompletionStage<Torrent> when(Torrent torrent, Predicate<TorrentStatus> wanted) {
        if (status(torrent.id()).isEmpty()) {
            throw gone(torrent.id());
        }
        Waiting added = new Waiting(torrent, wanted, new CompletableFuture<>());
        waiting.add(added);
        endWaiting();
        return added.stage.copy();
    }

    private void endWaiting() {
        for (Waiting one : waiting) {
            Optional<TorrentStatus> now = status(one.torrent.id());
            if (now.filter(one.wanted).isPresent()) {
                waiting.remove(one);
                one.stage.complete(one.torrent);
            } else if (now.map(status -> !status.error().isEmpty()).orElse(true)) {
                waiting.remove(one);
                one.stage.completeExceptionally(now.map(FakeTorrents::stopped).orElseGet(() -> gone(one.torrent.id())));
            }
        }
    }

    private static TorrentException stopped(TorrentStatus status) {
        return new TorrentException(ErrorCode.ENGINE, "torrent " + status.id() + " has stopped: " + status.error());
    }

    static TorrentException gone(int id) {
        return new TorrentException(ErrorCode.BAD_HANDLE, "torrent " + id + " is no longer in the session");
    }

    synchronized Torrent add(AddTorrent request) {
        InfoHash hash = hashOf(request.source());
        Optional<Torrent> known = find(hash);
        known.ifPresent(torrent -> note(torrent, request));
        return known.orElseGet(() -> {
            StatusBuilder status = StatusBuilder.status(lastId + 1).infoHash(hash);
            request.name().ifPresent(status::name);
            request.savePath().ifPresent(status::savePath);
            if (request.flags().contains(TorrentFlag.PAUSED)) {
                status.paused();
            }
            status.labels(request.labels().toArray(String[]::new));
            request.attributes().forEach(status::attribute);
            put(status.build());
            return FakeTorrent.of(session, this, status.build());
        });
    }

    // as a session does with a torrent that was already added
    private void note(Torrent torrent, AddTorrent request) {
        TorrentStatus before = status(torrent.id()).orElseThrow();
        Map<String, String> missing = new HashMap<>(request.attributes());
        missing.keySet().removeAll(before.attributes().keySet());
        put(before.toBuilder()
                .labels(Labels.changed(before.labels(), request.labels(), Set.of()))
                .attributes(Labels.changed(before.attributes(), missing, Set.of()))
                .build());
    }

    Optional<TorrentStatus> status(int id) {
        return present.stream().filter(status -> status.id() == id).findFirst();
    }

    Optional<Torrent> find(int id) {
        return status(id).map(status -> FakeTorrent.of(session, this, status));
    }

    Optional<Torrent> find(InfoHash hash) {
        Objects.requireNonNull(hash, "infoHash");
        return present.stream()
                .filter(status -> status.infoHashes().stream().anyMatch(hash::equals))
                .findFirst()
                .map(status -> FakeTorrent.of(session, this, status));
    }

    List<Torrent> all() {
        return present.stream()
                .map(status -> FakeTorrent.of(session, this, status))
                .toList();
    }

    Set<Integer> ids() {
        return present.stream().map(TorrentStatus::id).collect(Collectors.toSet());
    }

    List<TorrentStatus> statuses() {
        return List.copyOf(present);
    }

    /** The info-hash of the request if it is easy to find; else one derived from the source. */
    private static InfoHash hashOf(AddTorrent.Source source) {
        if (source instanceof AddTorrent.BareInfoHash bare) {
            return bare.infoHash();
        }
        if (source instanceof AddTorrent.Magnet magnet) {
            Matcher hash = MAGNET_HASH.matcher(magnet.uri());
            return hash.find()
                    ? new InfoHash(hash.group(1))
                    : digest(magnet.uri().getBytes());
        }
        if (source instanceof AddTorrent.TorrentBytes torrent) {
            return digest(torrent.content());
        }
        if (source instanceof AddTorrent.ResumeData data) {
            return digest(data.content());
        }
        return digest(source.toString().getBytes());
    }

    private static InfoHash digest(byte[] bytes) {
        try {
            return InfoHash.of(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
