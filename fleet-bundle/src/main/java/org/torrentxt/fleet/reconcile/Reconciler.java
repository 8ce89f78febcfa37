package org.torrentxt.fleet.reconcile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.MagnetLink;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentFlag;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.install.Installer;
import org.torrentxt.fleet.install.Wanted;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.fleet.statement.Statements;

/**
 * Has a session do what is stated, step by step, and says how far it is. What fails is tried again after a while. Nothing
 * is remembered that would be missed after a restart. Not thread-safe.
 */
public final class Reconciler implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final long PAUSE = 10_000_000_000L; // ns, after a failure
    private static final long DIALLING = 5_000_000_000L; // ns, between two rounds
    private static final int WHOLE = 100; // percent

    // What would find peers beside those that are chosen, wherever they are.
    private static final Set<TorrentFlag> CHOSEN_ONLY =
            Set.of(TorrentFlag.DISABLE_DHT, TorrentFlag.DISABLE_LSD, TorrentFlag.DISABLE_PEX);

    private record Failure(String reason, long time) {}

    private final Statements statements;
    private final Map<String, String> labels;
    private final Gateways gateways;
    private final Peers peers;
    private final Uploads uploads;
    private final Turns turns;
    private final Progress progress;
    private final Repairs repairs;
    private final FileTimes fileTimes;
    private final Reuse reuse = new Reuse();
    private final LongSupplier clock;
    private final Optional<Installer> installer;
    private final Runnable onComplete;
    private final Map<StatementId, Failure> failures = new HashMap<>();
    private final Map<Integer, Long> dialled = new HashMap<>(); // by torrent
    private final Map<Integer, CompletableFuture<Torrent>> awaited =
            new HashMap<>(); // by torrent, until it is complete
    private final Map<Integer, String> unremovable = new ConcurrentHashMap<>(); // by torrent, as logged

    /**
     * Creates an instance that installs no features.
     *
     * @param labels of this node
     * @param clock in nanoseconds, as {@link System#nanoTime}
     */
    public Reconciler(Statements statements, Map<String, String> labels, LongSupplier clock) {
        this(statements, labels, clock, Optional.empty(), () -> {});
    }

    /**
     * Creates an instance.
     *
     * @param labels of this node
     * @param clock in nanoseconds, as {@link System#nanoTime}
     * @param installer installs the features of what is complete
     * @param onComplete run once a torrent is complete, on a thread of its session
     */
    public Reconciler(
            Statements statements,
            Map<String, String> labels,
            LongSupplier clock,
            Optional<Installer> installer,
            Runnable onComplete) {
        this.statements = statements;
        this.labels = labels;
        this.gateways = new Gateways(clock);
        this.peers = new Peers(labels, gateways);
        this.uploads = new Uploads(labels, gateways);
        this.turns = new Turns(clock);
        this.progress = new Progress(clock);
        this.repairs = new Repairs(clock);
        this.fileTimes = new FileTimes(clock);
        this.clock = clock;
        this.installer = installer;
        this.onComplete = onComplete;
    }

    /**
     * Does what is to be done now.
     *
     * @param running empty while the session is not
     * @param nodes as they have reported; without this one while it is in no cluster
     * @return how far this node is with what it has, or is to have
     */
    public List<NodeDeployment> step(Optional<TorrentSession> running, List<FleetNode> nodes) {
        List<Statement> all = statements.all();
        Optional<TorrentSession> usable = running.filter(
                session -> session.whenLoaded().toCompletableFuture().isDone());
        if (usable.isEmpty()) {
            return all.stream()
                    .filter(each -> each.content()
                            .filter(content -> content.first() == 0 && Plan.isFor(content, labels))
                            .isPresent())
                    .map(each -> report(each).build())
                    .toList();
        }
        TorrentSession session = usable.get();
        List<Held> torrents = session.statuses().stream().map(Held::of).toList();
        Plan plan = Plan.of(all, labels, torrents, statement -> turns.isNow(statement, nodes), this::isUsed);
        turns.retain(all);
        gateways.retain(all);
        plan.obsolete().stream().filter(held -> reuse.stop(held.id())).forEach(held -> remove(session, held));
        unremovable.keySet().retainAll(plan.obsolete().stream().map(Held::id).toList());
        plan.missing().stream()
                .filter(statement -> !isPaused(statement))
                .forEach(statement -> add(session, statement, nodes, torrents));
        control(session, all, torrents);
        reuse.retain(torrents.stream().map(Held::id).toList());
        plan.present().forEach((statement, held) -> reuse(session, statement, held, torrents));
        plan.present().forEach((statement, held) -> dial(session, statement, held, nodes));
        plan.present().forEach((statement, held) -> upload(session, statement, held, nodes));
        List<Integer> present = plan.present().values().stream().map(Held::id).toList();
        dialled.keySet().retainAll(present);
        giveUp(id -> !present.contains(id));
        uploads.retain(present);
        progress.retain(present);
        repairs.retain(present);
        fileTimes.retain(present);
        plan.present()
                .values()
                .forEach(held -> session.find(held.id()).ifPresent(torrent -> {
                    repairs.look(held, torrent);
                    fileTimes.look(held, torrent);
                    await(held, torrent);
                }));
        Map<Statement, Wanted> wanted = wanted(session, all, plan, nodes);
        installer.ifPresent(some -> some.step(List.copyOf(wanted.values())));
        return reports(all, plan, wanted);
    }

    private void await(Held held, Torrent torrent) {
        try {
            if (held.isComplete()) {
                awaited.remove(held.id());
            } else if (!awaited.containsKey(held.id())) {
                CompletableFuture<Torrent> end = torrent.whenFinished().toCompletableFuture();
                awaited.put(held.id(), end);
                end.whenComplete((finished, failure) -> onComplete.run());
            }
        } catch (TorrentException e) { // removed meanwhile
            LOG.debug("Torrent {} is not waited for", held.id(), e);
        }
    }

    private void giveUp(IntPredicate torrents) {
        awaited.entrySet().removeIf(each -> {
            boolean isGivenUp = torrents.test(each.getKey());
            if (isGivenUp) {
                each.getValue().cancel(false);
            }
            return isGivenUp;
        });
    }

    // Earlier versions, too.
    private void control(TorrentSession session, List<Statement> all, List<Held> torrents) {
        Map<StatementId, NodeControl> controls = new HashMap<>();
        all.forEach(statement ->
                statement.content().ifPresent(content -> controls.put(statement.id(), Controls.of(content, labels))));
        torrents.forEach(held -> held.mark()
                .map(mark -> controls.get(mark.id()))
                .ifPresent(control -> session.find(held.id()).ifPresent(torrent -> Controls.apply(control, torrent))));
    }

    private boolean isPaused(Statement statement) {
        return Controls.isPaused(statement, labels);
    }

    // Unless somebody has resumed it at this node.
    private boolean isPaused(Statement statement, Held held) {
        return isPaused(statement) && held.isOf(statement) && held.isPaused();
    }

    private boolean isUsed(Held held) {
        return installer
                .filter(some -> held.infoHashes().stream().anyMatch(some::isUsed))
                .isPresent();
    }

    // What is to be installed now. Of others, what is installed stays as it is.
    private Map<Statement, Wanted> wanted(
            TorrentSession session, List<Statement> all, Plan plan, List<FleetNode> nodes) {
        Map<Statement, Wanted> wanted = new LinkedHashMap<>();
        if (installer.isEmpty()) {
            return wanted;
        }
        for (Statement statement : all) {
            Optional<DeployTorrent> content = statement.content().filter(some -> Plan.isFor(some, labels));
            Held held = plan.present().get(statement);
            if (content.isEmpty() && isStage(statement)) {
                continue; // for others at first: what is installed stays until they are healthy
            } else if (content.isEmpty()) {
                wanted.put(statement, Wanted.nothing(statement.id()));
            } else if (held != null && held.isComplete()) {
                Wanted next = new Wanted(
                        statement.id(), held.infoHashes().best(), content.get().install(), root(session, held));
                if (mayInstall(statement, held, next, nodes)) {
                    wanted.put(statement, next);
                }
            }
        }
        return wanted;
    }

    private static boolean isStage(Statement statement) {
        return statement.content().filter(some -> some.first() > 0).isPresent();
    }

    // Those that have kept the content from an earlier version install it, or uninstall, in their turn only.
    private boolean mayInstall(Statement statement, Held held, Wanted next, List<FleetNode> nodes) {
        return !isStage(statement)
                || installer.orElseThrow().hasBegun(next)
                || held.mark().filter(Mark.of(statement)::equals).isPresent()
                || held.mark().isPresent() && turns.isNow(statement, nodes);
    }

    private static Path root(TorrentSession session, Held held) {
        return session.find(held.id())
                .flatMap(Torrent::status)
                .map(status -> status.savePath().resolve(status.name()))
                .orElse(Path.of(""));
    }

    private void remove(TorrentSession session, Held held) {
        session.find(held.id()).ifPresent(torrent -> {
            String name = held.mark().map(mark -> mark.id().name()).orElse("");
            try {
                torrent.remove(true).whenComplete((removed, failure) -> {
                    if (failure != null) {
                        notRemoved(held, name, Reasons.of(failure));
                    }
                });
                LOG.info("Fleet: torrent {} of deployment {} is removed", held.id(), name);
            } catch (TorrentException e) { // the others are not affected
                notRemoved(held, name, e.getMessage());
            }
        });
    }

    // Once, not each second.
    private void notRemoved(Held held, String name, String reason) {
        if (!reason.equals(unremovable.put(held.id(), reason))) {
            LOG.warn("Fleet: torrent {} of deployment {} cannot be removed: {}", held.id(), name, reason);
        }
    }

    private void add(TorrentSession session, Statement statement, List<FleetNode> nodes, List<Held> torrents) {
        Failure former = failures.get(statement.id());
        if (former != null && clock.getAsLong() - former.time() < PAUSE) {
            return;
        }
        try {
            DeployTorrent content = statement.content().orElseThrow();
            String magnet = MagnetLink.of(content.infoHashes(), content.name(), 0, List.of(), List.of());
            AddTorrent.Builder request = AddTorrent.magnet(magnet)
                    .savePath(Place.of(statement, statements.folders(statement)))
                    .attribute(Mark.ATTRIBUTE, Mark.of(statement).text());
            if (Gateways.site(labels).isPresent()) {
                CHOSEN_ONLY.forEach(request::set);
            }
            if (!Plan.versions(statement, Optional.empty(), torrents).isEmpty()) {
                Reuse.hold(request);
            }
            uploads.limit(request, statement, nodes);
            Torrent torrent = add(session, request.build(), content.name());
            connect(torrent, peers.of(statement, nodes, 0));
            failures.remove(statement.id());
            LOG.info(
                    "Fleet: deployment {} of key {}, version {}, is fetched as torrent {}",
                    content.name(),
                    statement.id().publicKey(),
                    statement.sequence(),
                    torrent.id());
        } catch (TorrentException e) {
            failures.put(statement.id(), new Failure(e.getMessage(), clock.getAsLong()));
            if (former == null || !former.reason().equals(e.getMessage())) {
                LOG.warn("Fleet: cannot fetch deployment {}: {}", statement.id().name(), e.getMessage());
            }
        }
    }

    private void reuse(TorrentSession session, Statement statement, Held held, List<Held> torrents) {
        if (!held.reuses() || !held.isOf(statement)) {
            return;
        }
        List<Torrent> former = Plan.versions(statement, Optional.of(held), torrents).stream()
                .flatMap(version -> session.find(version.id()).stream())
                .toList();
        session.find(held.id())
                .filter(torrent -> reuse.look(held, torrent, former))
                .ifPresent(torrent -> {
                    dialled.remove(held.id());
                    progress.restart(held.id());
                });
    }

    private static Torrent add(TorrentSession session, AddTorrent request, String deployment) {
        MDC.put(TorrentSession.LOG_USER, "fleet, deployment " + deployment);
        try {
            return session.add(request).torrent();
        } finally {
            MDC.remove(TorrentSession.LOG_USER);
        }
    }

    private void dial(TorrentSession session, Statement statement, Held held, List<FleetNode> nodes) {
        if (held.isComplete()) {
            return;
        } else if (isPaused(statement, held)) {
            progress.restart(held.id()); // no reason to fetch it elsewhere
            return;
        }
        long idle = progress.idle(held.id(), held.permille());
        Long last = dialled.get(held.id());
        if (last != null && clock.getAsLong() - last < DIALLING) {
            return;
        }
        List<Endpoint> chosen = peers.of(statement, nodes, idle);
        if (chosen.isEmpty()) {
            return; // nobody has it yet: looked for again soon
        }
        dialled.put(held.id(), clock.getAsLong());
        session.find(held.id()).ifPresent(torrent -> {
            try {
                keepToChosen(torrent, held);
                List<Endpoint> connected =
                        torrent.peers().stream().map(peer -> peer.endpoint()).toList();
                connect(
                        torrent,
                        chosen.stream()
                                .filter(peer -> !connected.contains(peer))
                                .toList());
            } catch (TorrentException e) {
                LOG.debug("Not dialled for torrent {}", held.id(), e);
            }
        });
    }

    private void upload(TorrentSession session, Statement statement, Held held, List<FleetNode> nodes) {
        if (!held.isOf(statement) || held.isComplete() && uploads.isFree(held.id())) {
            return;
        }
        try {
            session.find(held.id()).ifPresent(torrent -> {
                if (held.isComplete()) {
                    uploads.complete(torrent);
                } else {
                    uploads.look(torrent, statement, nodes);
                }
            });
        } catch (TorrentException e) { // removed meanwhile
            LOG.debug("The uploads of torrent {} are not changed", held.id(), e);
        }
    }

    // One that the session may not connect to, as its address is in another network, does not keep it from the others.
    private static void connect(Torrent torrent, List<Endpoint> chosen) {
        for (Endpoint peer : chosen) {
            try {
                torrent.connectPeer(peer);
            } catch (TorrentException e) {
                LOG.debug("Torrent {} is not fetched from {}", torrent.id(), peer, e);
            }
        }
    }

    // Those that were added before this node had a site.
    private void keepToChosen(Torrent torrent, Held held) {
        if (held.mark().isPresent()
                && Gateways.site(labels).isPresent()
                && !held.flags().containsAll(CHOSEN_ONLY)) {
            torrent.setFlags(CHOSEN_ONLY, CHOSEN_ONLY);
        }
    }

    private List<NodeDeployment> reports(List<Statement> all, Plan plan, Map<Statement, Wanted> wanted) {
        List<NodeDeployment> reports = new ArrayList<>();
        for (Statement statement : all) {
            Held held = plan.present().get(statement);
            if (held != null) {
                Installer.Status install = install(statement, held, wanted);
                reports.add(report(statement)
                        .state(
                                held.isComplete()
                                        ? DeploymentState.COMPLETE
                                        : repairs.error(held).isEmpty()
                                                ? DeploymentState.FETCHING
                                                : DeploymentState.FAILED)
                        .percent(held.isComplete() ? WHOLE : held.percent())
                        .reason(held.isComplete() ? install.reason() : reason(statement, held))
                        .isForeign(held.mark().isEmpty())
                        .install(install.state())
                        .build());
            } else if (plan.missing().contains(statement)) {
                Failure failure = failures.get(statement.id());
                reports.add(report(statement)
                        .state(failure == null ? DeploymentState.FETCHING : DeploymentState.FAILED)
                        .reason(failure == null ? isPaused(statement) ? Controls.PAUSED : "" : failure.reason())
                        .install(installs(statement) ? InstallState.PENDING : InstallState.NONE)
                        .build());
            } else if (plan.waiting().contains(statement)) {
                reports.add(report(statement)
                        .reason(isPaused(statement) ? Controls.PAUSED : "")
                        .install(installs(statement) ? InstallState.WAITING : InstallState.NONE)
                        .build());
            }
        }
        return reports;
    }

    private String reason(Statement statement, Held held) {
        String error = repairs.error(held);
        return error.isEmpty() && isPaused(statement, held) ? Controls.PAUSED : error;
    }

    private boolean installs(Statement statement) {
        return statement.content().flatMap(DeployTorrent::install).isPresent();
    }

    private Installer.Status install(Statement statement, Held held, Map<Statement, Wanted> wanted) {
        boolean isHere = statement
                .content()
                .filter(content -> Plan.isFor(content, labels))
                .isPresent();
        if (installer.isEmpty() || !installs(statement) || !isHere) {
            return new Installer.Status(InstallState.NONE, "");
        }
        Wanted next = wanted.get(statement);
        if (next != null) {
            return installer.get().status(next);
        }
        return new Installer.Status(held.isComplete() ? InstallState.WAITING : InstallState.PENDING, "");
    }

    private static NodeDeployment.Builder report(Statement statement) {
        return NodeDeployment.builder(statement.id().name(), statement.id().publicKey(), statement.sequence());
    }

    /** Stops what it does on other threads. */
    @Override
    public void close() {
        giveUp(torrent -> true);
        reuse.close();
    }
}
