package org.torrentxt.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.torrentxt.api.Labels;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.status.AnnounceResult;
import org.torrentxt.api.status.FileInfo;
import org.torrentxt.api.status.ScrapeResult;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.api.status.TrackerSource;

/**
 * A torrent with a status, one file, a tracker and a web seed, and otherwise empty. Calls that change it are recorded.
 */
final class FakeTorrent implements InvocationHandler {
    private static final Object[] NONE = {};
    private static final String TRACKER = "http://127.0.0.1:6969/announce";
    private static final Set<String> STAGES =
            Set.of("recheck", "moveStorage", "renameFile", "scrape", "reannounce", "remove");

    private final FakeSession session;
    private final FakeTorrents torrents;
    private final TorrentStatus first;

    private FakeTorrent(FakeSession session, FakeTorrents torrents, TorrentStatus first) {
        this.session = session;
        this.torrents = torrents;
        this.first = first;
    }

    static Torrent of(FakeSession session, FakeTorrents torrents, TorrentStatus status) {
        return (Torrent) Proxy.newProxyInstance(
                Torrent.class.getClassLoader(),
                new Class<?>[] {Torrent.class},
                new FakeTorrent(session, torrents, status));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] given) throws Throwable {
        Object[] arguments = given == null ? NONE : given;
        Optional<TorrentStatus> present = torrents.status(first.id());
        Optional<FakeSession.Answer> answer = session.answer(method.getName());
        if (answer.isPresent()) {
            Object returned = answer.get().of(present.orElse(first), arguments);
            return returned == null && method.getReturnType() == CompletionStage.class
                    ? CompletableFuture.completedStage(result((Torrent) proxy, method.getName(), arguments))
                    : returned;
        }
        return switch (method.getName()) {
            case "id", "hashCode" -> first.id();
            case "equals" -> isSame(arguments[0]);
            case "toString" -> present.orElse(first).name();
            case "infoHashes" -> present.orElse(first).infoHashes();
            case "isValid" -> present.isPresent();
            case "status" -> present;
            case "whenMetadata" -> torrents.when((Torrent) proxy, TorrentStatus::hasMetadata);
            case "whenFinished" -> torrents.when((Torrent) proxy, TorrentStatus::isFinished);
            default -> {
                if (method.isDefault()) {
                    yield callDefault(proxy, method, arguments);
                }
                if (STAGES.contains(method.getName())) {
                    act(method.getName(), arguments);
                    yield CompletableFuture.completedStage(result((Torrent) proxy, method.getName(), arguments));
                }
                if (method.getReturnType() == void.class) {
                    act(method.getName(), arguments);
                    yield null;
                }
                yield present.map(status -> get(status, method)).orElseGet(() -> empty(method));
            }
        };
    }

    private boolean isSame(Object other) {
        return other != null
                && Proxy.isProxyClass(other.getClass())
                && Proxy.getInvocationHandler(other) instanceof FakeTorrent that
                && that.session == session
                && that.first.id() == first.id();
    }

    private static Object callDefault(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object result(Torrent torrent, String method, Object[] arguments) {
        return switch (method) {
            case "recheck" -> torrent;
            case "moveStorage" -> arguments[0];
            case "renameFile" -> arguments[1];
            case "scrape" -> new ScrapeResult(TRACKER, 3, 1);
            case "reannounce" -> new AnnounceResult(TRACKER, 0);
            default -> null;
        };
    }

    private void act(String method, Object[] arguments) {
        TorrentStatus before = torrents.status(first.id()).orElseThrow(() -> FakeTorrents.gone(first.id()));
        TorrentStatus noted = noted(before, method, arguments);
        session.record(new FakeSession.Call(first.id(), method, List.of(arguments)));
        if (method.equals("remove")) {
            torrents.remove(first.id());
        } else {
            torrents.put(noted); // a new version even if its status is the same
        }
    }

    /** The status with changed labels or attributes; the same after other calls. */
    @SuppressWarnings("unchecked")
    private static TorrentStatus noted(TorrentStatus before, String method, Object[] arguments) {
        return switch (method) {
            case "setLabels" ->
                before.toBuilder()
                        .labels(Labels.labels((Set<String>) arguments[0]))
                        .build();
            case "changeLabels" ->
                before.toBuilder()
                        .labels(Labels.changed(before.labels(), (Set<String>) arguments[0], (Set<String>) arguments[1]))
                        .build();
            case "setAttributes" ->
                before.toBuilder()
                        .attributes(Labels.attributes((Map<String, String>) arguments[0]))
                        .build();
            case "changeAttributes" ->
                before.toBuilder()
                        .attributes(Labels.changed(
                                before.attributes(), (Map<String, String>) arguments[0], (Set<String>) arguments[1]))
                        .build();
            default -> before;
        };
    }

    private static Object get(TorrentStatus status, Method method) {
        return switch (method.getName()) {
            case "flags" -> status.flags();
            case "labels" -> status.labels();
            case "attributes" -> status.attributes();
            case "queuePosition" -> status.queuePosition();
            case "openChannels" -> 0;
            case "files" ->
                List.of(FileInfo.builder(0, status.name())
                        .size(status.totalSize())
                        .progress(status.totalDone())
                        .build());
            case "trackers" -> List.of(tracker(TRACKER));
            case "webSeeds" -> List.of("http://127.0.0.1:8080/");
            default -> empty(method);
        };
    }

    /** What the API returns for a torrent without such data. */
    private static Object empty(Method method) {
        Class<?> type = method.getReturnType();
        if (type == List.class) {
            return List.of();
        } else if (type == Set.class) {
            return Set.of();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Optional.class) {
            return Optional.empty();
        } else if (type == BitSet.class) {
            return new BitSet();
        } else if (type == int[].class) {
            return new int[0];
        } else if (type == String.class) {
            return "";
        } else if (type == boolean.class) {
            return false;
        } else if (type == long.class) {
            return 0L;
        } else if (type == int.class) {
            return -1;
        }
        throw new UnsupportedOperationException(
                method.getName() + "; define its behaviour with FakeSession.answer(\"" + method.getName() + "\", ...)");
    }

    private static TrackerInfo tracker(String url) {
        return TrackerInfo.builder(url)
                .verified(true)
                .source(Set.of(TrackerSource.TORRENT))
                .numComplete(3)
                .numIncomplete(1)
                .build();
    }
}
