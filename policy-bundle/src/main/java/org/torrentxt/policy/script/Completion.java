package org.torrentxt.policy.script;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.status.TorrentStatus;

/** A torrent that is complete, and for which a script is to be run. */
final class Completion {
    private final TorrentFinished alert;

    Completion(TorrentFinished alert) {
        this.alert = alert;
    }

    int torrent() {
        return alert.torrent();
    }

    /** Whether its files are where they are to be. While its session does not run, nobody knows. */
    boolean isReady(Optional<TorrentSession> session) {
        return session.isPresent()
                && status(session)
                        .map(status ->
                                !status.isMoving() && !status.attributes().containsKey(Category.SAVE_PATH_ATTRIBUTE))
                        .orElse(true);
    }

    private Optional<TorrentStatus> status(Optional<TorrentSession> session) {
        return session.flatMap(running -> running.find(alert.torrent())).flatMap(torrent -> torrent.status());
    }

    /** What a script is told, as it is now. */
    Map<String, Object> variables(Optional<TorrentSession> session) {
        Optional<TorrentStatus> status = status(session);
        Set<String> labels =
                status.map(TorrentStatus::labels).orElse(alert.origin().labels());
        Map<String, String> attributes =
                status.map(TorrentStatus::attributes).orElse(alert.origin().attributes());
        Path before = Path.of(alert.path());
        Path folder = status.map(TorrentStatus::savePath).orElse(before);
        Map<String, Object> variables = new HashMap<>();
        variables.put("torrent", alert.torrent());
        variables.put("torrentSession", alert.session());
        variables.put("torrentName", alert.origin().torrentName());
        variables.put(
                "torrentHash", alert.infoHashes().best().map(InfoHash::hex).orElse(""));
        variables.put("torrentPath", folder.toString());
        variables.put(
                "torrentContent",
                folder.resolve(before.relativize(Path.of(alert.content()))).toString());
        variables.put("torrentLabels", String.join(",", labels));
        variables.put("torrentCategory", attributes.getOrDefault(Category.ATTRIBUTE, ""));
        variables.put("torrentDownloaded", alert.downloaded());
        return variables;
    }
}
