package org.torrentxt.shell.fake;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.api.FilePriority;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;

/** A torrent that has a status, a file, a tracker and a web seed, and else nothing. */
final class FakeTorrent {
    private FakeTorrent() {}

    /**
     * A torrent.
     *
     * @param answers what its methods do, by their names, in place of what they do otherwise
     */
    static Torrent of(TorrentStatus status, Map<String, FakeSession.Answer> answers) {
        return (Torrent) Proxy.newProxyInstance(
                Torrent.class.getClassLoader(),
                new Class<?>[] {Torrent.class},
                (proxy, method, arguments) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName()).of(status, arguments)
                        : answer(status, proxy, method.getName(), arguments));
    }

    private static Object answer(TorrentStatus status, Object proxy, String method, Object[] arguments) {
        return switch (method) {
            case "id", "hashCode" -> status.id();
            case "infoHashes" -> status.infoHashes();
            case "isValid" -> true;
            case "status" -> Optional.of(status);
            case "flags" -> status.flags();
            case "files" ->
                List.of(new FileInfo(0, status.name(), status.totalSize(), status.totalDone(), FilePriority.NORMAL));
            case "trackers" -> List.of(tracker("http://127.0.0.1:6969/announce"));
            case "webSeeds" -> List.of("http://127.0.0.1:8080/");
            case "toString" -> status.name();
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static TrackerInfo tracker(String url) {
        return new TrackerInfo(url, 0, true, 1, "", 0, false, Optional.empty(), 3, 1);
    }
}
