package org.torrentxt.dht.release;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.torrentxt.api.AddResult;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.dht.task.Stages;

/** The torrents of releases in the current session. */
final class ReleaseTorrents {
    private static final Pattern PASSED_ON = Pattern.compile("(?:dn|tr|ws|x\\.pe)(?:\\.\\d+)?=.*");

    private final Supplier<TorrentSession> session;

    /**
     * Creates an instance.
     *
     * @param session called for each operation; throws while there is none
     */
    ReleaseTorrents(Supplier<TorrentSession> session) {
        this.session = session;
    }

    /**
     * The torrent of a version, which is added unless it exists.
     *
     * @param older the torrent of the older version, which is replaced once the newer one is added, and otherwise
     *     continues
     * @param followed called after adding: if the release is not followed any more, the older one continues, too
     */
    CompletionStage<Torrent> require(
            FollowRelease request, InfoHash infoHash, Optional<InfoHash> older, BooleanSupplier followed) {
        TorrentSession running = session.get();
        Optional<OlderTorrent> resting = older.flatMap(running::find).flatMap(OlderTorrent::rest);
        return Stages.call(() -> require(running, request, infoHash))
                .whenComplete((torrent, failure) ->
                        resting.ifPresent(one -> one.end(followed.getAsBoolean() ? torrent : null)));
    }

    private static CompletionStage<Torrent> require(TorrentSession running, FollowRelease request, InfoHash infoHash) {
        Optional<Torrent> there = running.find(infoHash);
        if (there.isPresent()) {
            return CompletableFuture.completedFuture(there.get());
        }
        AddTorrent torrent = AddTorrent.magnet(magnet(request.magnet(), infoHash))
                .savePath(request.savePath().orElse(null))
                .build();
        return running.addAll(List.of(torrent)).get(0).thenApply(AddResult::torrent);
    }

    private static String magnet(String link, InfoHash infoHash) {
        String passedOn = Arrays.stream(link.substring(link.indexOf('?') + 1).split("&"))
                .filter(parameter -> PASSED_ON.matcher(parameter).matches())
                .map(parameter -> "&" + parameter)
                .collect(Collectors.joining());
        return "magnet:?xt=urn:btih:" + infoHash + passedOn;
    }
}
