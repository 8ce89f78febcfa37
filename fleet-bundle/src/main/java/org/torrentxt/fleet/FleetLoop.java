package org.torrentxt.fleet;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.event.FleetEvents;
import org.torrentxt.fleet.install.Installer;
import org.torrentxt.fleet.node.Intake;
import org.torrentxt.fleet.node.NodeReport;
import org.torrentxt.fleet.node.Nodes;
import org.torrentxt.fleet.node.Torrents;
import org.torrentxt.fleet.reconcile.Reconciler;
import org.torrentxt.fleet.statement.Statements;

/**
 * What a node does once a second, and when something has ended, on a thread of its own: it joins the cluster if it is
 * not in it, brings statements together, has its session do what they say, reports that and its torrents, and posts
 * events. Each of these steps may fail and be done again.
 */
final class FleetLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FleetLoop.class);
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100); // at least
    private static final long REJOIN = TimeUnit.SECONDS.toNanos(10);
    private static final int PATIENCE = 10; // seconds for what is going on when it stops

    private final FleetOptions options;
    private final Statements statements;
    private final FleetEvents events;
    private final Supplier<Board> joining;
    private final Supplier<Optional<TorrentSession>> session;
    private final Intake intake;
    private final Reconciler reconciler;
    private final Torrents torrents = new Torrents(System::nanoTime);
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "torrentxt-fleet");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean isWoken = new AtomicBoolean();
    private volatile long lastLook = System.nanoTime() - BETWEEN_LOOKS;
    private volatile Optional<Board> board = Optional.empty(); // changed by its thread only, as the next two
    private volatile Optional<Nodes> nodes = Optional.empty();
    private Optional<Long> failed = Optional.empty(); // to join, when
    private String failure = "";
    private volatile List<FleetNode> known = List.of();

    /**
     * Creates an instance that does nothing yet.
     *
     * @param joining joins the cluster, or throws an {@link IllegalStateException}; takes seconds
     * @param session the session, while it is running
     * @param installer installs features; empty if none are installed
     */
    FleetLoop(
            FleetOptions options,
            Statements statements,
            FleetEvents events,
            Supplier<Board> joining,
            Supplier<Optional<TorrentSession>> session,
            Optional<Installer> installer) {
        this.options = options;
        this.statements = statements;
        this.events = events;
        this.joining = joining;
        this.session = session;
        this.intake = new Intake(statements);
        this.reconciler = new Reconciler(statements, options.labels(), System::nanoTime, installer, this::wake);
        installer.ifPresent(some -> some.onChange(this::wake));
    }

    void start() {
        executor.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    /** Looks again soon: at once, unless it has just looked. On any thread. */
    void wake() {
        try {
            if (!isWoken.getAndSet(true)) { // else it will look in any case
                executor.schedule(
                        () -> {
                            isWoken.set(false);
                            look();
                        },
                        Math.max(0, BETWEEN_LOOKS - (System.nanoTime() - lastLook)),
                        TimeUnit.NANOSECONDS);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed meanwhile", e);
        }
    }

    /** The nodes at the last look; this one at least, once there was one. */
    List<FleetNode> nodes() {
        return known;
    }

    /** The torrents of a node as it reports them; empty if it is not there, or does not. */
    List<FleetTorrent> torrents(String node) {
        if (node.equals(options.name())) {
            return torrents.own();
        }
        Optional<Board> joined = board;
        return nodes.flatMap(some -> some.member(node))
                .flatMap(member -> joined.map(there -> Torrents.read(there, member)))
                .orElse(List.of());
    }

    private void look() {
        lastLook = System.nanoTime();
        try {
            join();
            if (executor.isShutdown()) { // what it would use is closed already
                return;
            }
            board.ifPresent(intake::exchange);
            Optional<TorrentSession> running = session.get();
            List<NodeDeployment> deployments = reconciler.step(running, board.isPresent() ? known : List.of());
            report(new NodeReport(options.name(), options.labels(), port(running), deployments));
            events.look(statements.all(), board.isPresent() ? known : List.of());
            torrents.look(running.filter(there -> options.torrents()).filter(FleetLoop::isLoaded)); // may fail, so last
            board.ifPresent(torrents::post);
            failure = "";
        } catch (RuntimeException | Error e) { // the next time may be better, and an end of it would go unnoticed
            if (!failure.equals(e.toString())) {
                failure = e.toString(); // once, not each second
                LOG.warn("Fleet: {}", Reasons.of(e), e instanceof TorrentException ? null : e);
            }
        }
    }

    private void join() {
        board.filter(former -> !former.isOpen()).ifPresent(this::leave);
        if (board.isPresent()
                || failed.filter(time -> System.nanoTime() - time < REJOIN).isPresent()) {
            return;
        }
        try {
            Board joined = joining.get();
            if (executor.isShutdown()) { // nobody may wait for it any more
                joined.close();
                return;
            }
            board = Optional.of(joined);
            nodes = board.map(Nodes::new);
            failed = Optional.empty();
            LOG.info("Fleet: node {} has joined cluster {}", options.name(), options.cluster());
        } catch (IllegalStateException e) {
            if (failed.isEmpty()) {
                LOG.error(
                        "Fleet: node {} cannot join cluster {} at {}:{}: {}; it is tried again",
                        options.name(),
                        options.cluster(),
                        options.address().getHostAddress(),
                        options.port(),
                        e.getMessage());
            }
            failed = Optional.of(System.nanoTime());
        }
    }

    private void leave(Board former) {
        LOG.warn("Fleet: node {} has lost cluster {}; it joins again", options.name(), options.cluster());
        former.close();
        board = Optional.empty();
        nodes = Optional.empty();
    }

    // While it loads, the others would take those that are loaded for all of them.
    private static boolean isLoaded(TorrentSession session) {
        return session.whenLoaded().toCompletableFuture().isDone();
    }

    private void report(NodeReport own) {
        nodes.ifPresent(some -> some.exchange(own, torrents.summary()));
        known = nodes.map(Nodes::known).orElseGet(() -> List.of(alone(own)));
    }

    private FleetNode alone(NodeReport own) {
        FleetNode.Builder node = FleetNode.builder(own.name(), options.address())
                .labels(own.labels())
                .isLocal(true)
                .listenPort(own.port())
                .deployments(own.deployments());
        torrents.summary().ifPresent(all -> all.describe(node));
        return node.build();
    }

    // Where the others may connect to its session: at the address of this node in the cluster, or nowhere.
    private int port(Optional<TorrentSession> running) {
        return running.map(TorrentSession::listenEndpoints).stream()
                .flatMap(List::stream)
                .filter(endpoint -> isReachable(endpoint.address()))
                .map(Endpoint::port)
                .findFirst()
                .orElse(0);
    }

    private boolean isReachable(InetAddress address) {
        return address.equals(options.address())
                || address.isAnyLocalAddress()
                        && address.getClass() == options.address().getClass();
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            reconciler.close();
        } finally {
            board.ifPresent(Board::close); // else the member would stay in the cluster
        }
    }
}
