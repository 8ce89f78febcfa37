package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.status.DiskIo;
import org.torrentxt.api.status.Network;
import org.torrentxt.api.status.SessionStatus;
import org.torrentxt.api.status.StuckSubscriber;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.impl.engine.saved.Loading;
import org.torrentxt.impl.engine.saved.OwnState;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.network.ListenCheck;
import org.torrentxt.impl.storage.FileNames;

/** Tells how a session is: its status, and what is not as configured. */
final class SessionReport {
    private final SessionParts session;
    private volatile Supplier<List<StuckSubscriber>> stuckSubscribers = List::of;

    SessionReport(SessionParts session) {
        this.session = session;
    }

    /** Sets the source of the stuck subscribers. */
    void setStuckSubscribers(Supplier<List<StuckSubscriber>> stuck) {
        stuckSubscribers = stuck;
    }

    /**
     * The status of the session.
     *
     * @param all those of its torrents
     */
    SessionStatus status(List<TorrentStatus> all) {
        Map<String, Long> counters = session.counters();
        EngineOptions options = session.options();
        Loading.Progress loading = session.saved.map(SavedSession::progress).orElse(Loading.Progress.NONE);
        return SessionStatus.builder(session.name())
                .network(Network.valueOf(options.network().name()))
                .diskIo(options.mmap() ? DiskIo.MMAP : DiskIo.POSIX)
                .stateFolder(options.state().map(EngineOptions.State::folder))
                .savePath(options.savePath())
                .listenEndpoints(session.live.endpoints())
                .isPaused(session.engine.isPaused())
                .numTorrents(all.size())
                .isLoading(loading.isLoading())
                .numSaved(loading.saved())
                .numLoaded(loading.loaded())
                .numPeers(counters.getOrDefault("peer.num_peers_connected", 0L).intValue())
                .downloadRate(
                        all.stream().mapToLong(TorrentStatus::downloadRate).sum())
                .uploadRate(all.stream().mapToLong(TorrentStatus::uploadRate).sum())
                .totalDownload(counters.getOrDefault(OwnState.RECEIVED, 0L))
                .totalUpload(counters.getOrDefault(OwnState.SENT, 0L))
                .allTimeDownload(allTime(counters, OwnState.RECEIVED))
                .allTimeUpload(allTime(counters, OwnState.SENT))
                .dhtNodes(counters.getOrDefault("dht.dht_nodes", 0L).intValue())
                .alertsDropped(session.intake.dropped())
                .stuckSubscribers(stuckSubscribers.get())
                .counters(counters)
                .build();
    }

    private long allTime(Map<String, Long> counters, String total) {
        long ofThisRun = counters.getOrDefault(total, 0L);
        return session.saved.map(from -> from.own().allTime(total, ofThisRun)).orElse(ofThisRun);
    }

    /** Problems of the running session: what is not as configured. */
    List<SessionProblem> problems() {
        Stream<SessionProblem> names =
                FileNames.problem().stream().map(text -> problem(SessionProblem.Severity.WARNING, "file names", text));
        Stream<SessionProblem> devices = session.deviceWatch.problem().stream()
                .map(text -> problem(SessionProblem.Severity.ERROR, "network", text));
        Stream<SessionProblem> sockets = session.live.listenResults().stream()
                .filter(result -> !session.deviceWatch.isCut())
                .filter(result -> result.state() != ListenCheck.State.OPEN)
                .map(result -> problem(result.severity(), "listening", result.text()));
        Stream<SessionProblem> proxies =
                session.proxy.problem().stream().map(text -> problem(SessionProblem.Severity.WARNING, "proxy", text));
        Stream<SessionProblem> states = session.saved.map(SavedSession::problems).orElse(List.of()).stream()
                .map(text -> problem(SessionProblem.Severity.ERROR, "state", text));
        Stream<SessionProblem> open = session.saved.map(SavedSession::warnings).orElse(List.of()).stream()
                .map(text -> problem(SessionProblem.Severity.WARNING, "state", text));
        return Stream.of(names, devices, sockets, proxies, states, open)
                .flatMap(problems -> problems)
                .toList();
    }

    private SessionProblem problem(SessionProblem.Severity severity, String subject, String text) {
        return SessionProblem.builder(session.name(), severity, subject, text).build();
    }
}
