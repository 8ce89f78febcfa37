package org.torrentxt.web.rpc.torrent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.Call;

/** The method {@code torrent-rename-path}: a file, or all files of a folder. */
final class TorrentRename {
    private static final int PATIENCE_SECONDS = 20;

    private TorrentRename() {}

    static Answer call(Call call) {
        Arguments arguments = call.arguments();
        String path = arguments.requiredText("path");
        String name = arguments.requiredText("name");
        if (name.contains("/") || name.equals(".") || name.equals("..")) {
            throw Arguments.invalid("name", "a name without slashes", name);
        }
        Torrent torrent = only(TorrentIds.named(call.session(), arguments));
        rename(torrent, path, path.substring(0, path.lastIndexOf('/') + 1) + name);
        return out -> {
            out.key("id").value(torrent.id());
            out.key("path").value(path);
            out.key("name").value(name);
        };
    }

    private static Torrent only(List<Torrent> torrents) {
        if (torrents.size() != 1) {
            throw TorrentException.invalid("invalid ids: expected one torrent, found " + torrents.size());
        }
        return torrents.get(0);
    }

    private static void rename(Torrent torrent, String from, String to) {
        Map<Integer, String> renamed = new LinkedHashMap<>();
        for (FileInfo file : torrent.files()) {
            if (file.path().equals(from) || file.path().startsWith(from + "/")) {
                renamed.put(file.index(), to + file.path().substring(from.length()));
            }
        }
        if (renamed.isEmpty()) {
            throw TorrentException.invalid("torrent " + torrent.id() + " has no file or folder '" + from + "'");
        }
        List<CompletableFuture<String>> ends = new ArrayList<>();
        renamed.forEach((file, path) -> ends.add(torrent.renameFile(file, path).toCompletableFuture()));
        await(CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)));
    }

    // what takes longer goes on; its outcome is in the session's alerts
    private static void await(CompletableFuture<Void> end) {
        try {
            end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TorrentException failure
                    ? failure
                    : new TorrentException(ErrorCode.GENERIC, e.getCause().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            throw new TorrentException(ErrorCode.TIMEOUT, "files are still being renamed; look again later", e);
        }
    }
}
