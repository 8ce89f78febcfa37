package org.torrentxt.dht.release;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.store.FollowRelease;
import org.torrentxt.dht.task.Stages;

/** The torrents of releases, in the session that runs. */
final class ReleaseTorrents {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseTorrents.class);
    private static final Pattern PASSED_ON = Pattern.compile("(?:dn|tr|ws|x\\.pe)(?:\\.\\d+)?=.*");

    private final Supplier<TorrentSession> session;

    /**
     * Prepares it.
     *
     * @param session asked for each call; throws while there is none
     */
    ReleaseTorrents(Supplier<TorrentSession> session) {
        this.session = session;
    }

    /** The torrent of a version, which is added unless it is there. */
    CompletionStage<Torrent> require(FollowRelease request, InfoHash infoHash) {
        TorrentSession running = session.get();
        Optional<Torrent> there = running.find(infoHash);
        if (there.isPresent()) {
            return CompletableFuture.completedFuture(there.get());
        }
        AddTorrent torrent = AddTorrent.magnet(magnet(request.magnet(), infoHash))
                .savePath(request.savePath().orElse(null))
                .build();
        return Stages.call(() -> running.addAll(List.of(torrent)).get(0));
    }

    /** Takes an older version's torrent out, if it is there; its files stay. */
    void retire(InfoHash infoHash) {
        session.get().find(infoHash).ifPresent(torrent -> {
            try {
                torrent.remove(false);
                LOG.info("Torrent {} gives way to a newer version; its files stay", infoHash);
            } catch (TorrentException e) {
                LOG.debug("Torrent {} was gone already", infoHash, e);
            }
        });
    }

    private static String magnet(String link, InfoHash infoHash) {
        String passedOn = Arrays.stream(link.substring(link.indexOf('?') + 1).split("&"))
                .filter(parameter -> PASSED_ON.matcher(parameter).matches())
                .map(parameter -> "&" + parameter)
                .collect(Collectors.joining());
        return "magnet:?xt=urn:btih:" + infoHash + passedOn;
    }
}
