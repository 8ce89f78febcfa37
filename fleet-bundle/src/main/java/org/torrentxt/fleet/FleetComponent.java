package org.torrentxt.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.Deployment;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.FleetTorrent;
import org.torrentxt.api.fleet.NodeControl;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.artifact.MavenArtifact;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.cluster.ClusterOptions;
import org.torrentxt.fleet.cluster.HazelcastBoard;
import org.torrentxt.fleet.event.FleetEvents;
import org.torrentxt.fleet.install.Features;
import org.torrentxt.fleet.install.Installer;
import org.torrentxt.fleet.install.KarafFeatures;
import org.torrentxt.fleet.maven.ArtifactIndex;
import org.torrentxt.fleet.maven.Published;
import org.torrentxt.fleet.statement.Judge;
import org.torrentxt.fleet.statement.Stages;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;
import org.torrentxt.fleet.statement.Statements;
import org.torrentxt.outlet.EventOutlet;
import org.torrentxt.stage.LastOut;
import org.torrentxt.statefile.FolderHold;
import org.torrentxt.statefile.FolderInUseException;
import org.torrentxt.statefile.KarafFolder;

/**
 * A node of a fleet as a service: follows its configuration and the session. Immediate, as deployments are fetched even
 * if nobody uses the service; restarted for each change of the configuration, as its state is on disk.
 */
@Component(
        service = {Fleet.class, Published.class},
        configurationPid = Fleet.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = FleetConfiguration.class)
public final class FleetComponent implements Fleet, Published {
    private static final Logger LOG = LoggerFactory.getLogger(FleetComponent.class);
    private static final Duration LEAVING = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();
    private final FleetOptions options;
    private final FolderHold hold;
    private final Statements statements;
    private final EventOutlet<EventAdmin, Event> outlet =
            new EventOutlet<>("torrentxt-fleet-events", EventAdmin::sendEvent, Event::getTopic, LOG::warn);
    private final ArtifactIndex artifacts = new ArtifactIndex();
    private final AtomicReference<Health> health = new AtomicReference<>();
    private final Installer installer;
    private final FleetLoop loop;

    /**
     * Called by Declarative Services, again for each change of the configuration.
     *
     * @param context of this bundle
     * @param properties the configuration
     */
    @Activate
    public FleetComponent(BundleContext context, Map<String, Object> properties) {
        this(
                properties,
                KarafFolder.find(System.getProperty("karaf.base"), "fleet")
                        .orElseGet(() -> context.getDataFile("fleet").toPath()),
                () -> KarafFeatures.find(context));
        try {
            loop.start();
        } catch (RuntimeException | Error e) { // nobody will stop it
            stop();
            throw e;
        }
    }

    /** One that does nothing before its loop is started. */
    FleetComponent(Map<String, Object> properties, Path folder, Supplier<Optional<Features>> features) {
        options = options(properties);
        LastOut.enter(this);
        try {
            hold = hold(folder);
        } catch (RuntimeException | Error e) {
            LastOut.leave(this);
            throw e;
        }
        try {
            statements = new Statements(folder.resolve("statements"), new Judge(options.cluster(), options.trust()));
            ClusterOptions cluster = new ClusterOptions(
                    options.cluster(),
                    options.name(),
                    options.address(),
                    options.port(),
                    options.members().stream().map(String::valueOf).toList());
            FleetEvents events = new FleetEvents(options.cluster(), Clock.systemUTC(), statements.all(), outlet::post);
            installer = new Installer(
                    folder.resolve("installed"),
                    features,
                    () -> Optional.ofNullable(health.get()),
                    Set.copyOf(options.installKeys()),
                    System::nanoTime);
            loop = new FleetLoop(
                    options,
                    statements,
                    events,
                    () -> HazelcastBoard.join(cluster),
                    this::running,
                    Optional.of(installer));
        } catch (RuntimeException | Error e) {
            hold.close();
            LastOut.leave(this);
            throw e;
        }
    }

    private static FleetOptions options(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        try {
            FleetOptions options = FleetOptions.of(values);
            values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", PID, warning));
            return options;
        } catch (TorrentException e) {
            LOG.error("Configuration {} is not used, and this node is in no fleet: {}", PID, e.getMessage());
            throw e;
        }
    }

    // Two with the same statements would overwrite each other's files.
    private static FolderHold hold(Path folder) {
        try {
            return waitFor(folder);
        } catch (IOException e) {
            String problem = "the fleet does not start: cannot use " + folder + ": " + Reasons.withFile(e)
                    + "; fix that, then restart bundle org.torrentxt.fleet";
            LOG.error("{}", problem);
            throw new TorrentException(ErrorCode.GENERIC, problem, e);
        }
    }

    // That of the configuration before may be leaving its cluster, on another thread.
    private static FolderHold waitFor(Path folder) throws IOException {
        long deadline = System.nanoTime() + LEAVING.toNanos();
        while (true) {
            try {
                return FolderHold.take(folder, "fleet");
            } catch (FolderInUseException e) {
                if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        }
    }

    /** Called by Declarative Services. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setEventAdmin(EventAdmin admin) {
        outlet.use(admin);
    }

    /** Called by Declarative Services. */
    void unsetEventAdmin(EventAdmin admin) {
        outlet.leave(admin);
    }

    /** Called by Declarative Services. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setHealth(Health checks) {
        health.set(checks);
    }

    /** Called by Declarative Services. */
    void unsetHealth(Health checks) {
        health.compareAndSet(checks, null);
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession added) {
        sessions.add(added);
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession removed) {
        sessions.remove(removed);
    }

    private Optional<TorrentSession> running() {
        return sessions.stream()
                .filter(each -> each.name().equals(options.session()))
                .findFirst();
    }

    void start() {
        loop.start();
    }

    /** Called by Declarative Services at the end, and before each change of the configuration. */
    @Deactivate
    void stop() {
        try {
            loop.close();
            installer.close();
        } finally { // else the next one would wait for ever
            statements.close();
            hold.close();
            outlet.close();
            LastOut.leave(this);
        }
    }

    @Override
    public String cluster() {
        return options.cluster();
    }

    @Override
    public String node() {
        return options.name();
    }

    @Override
    public List<FleetNode> nodes() {
        return loop.nodes();
    }

    @Override
    public List<FleetTorrent> torrents(String node) {
        return loop.torrents(Objects.requireNonNull(node, "node"));
    }

    @Override
    public List<Deployment> deployments() {
        return statements.all().stream()
                .flatMap(statement -> statement.deployment().stream())
                .toList();
    }

    @Override
    public Deployment deploy(DeployTorrent request, DhtKeyPair keys) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(keys, "keys");
        Statement stated = statements.deploy(keys, request);
        loop.wake();
        return stated.deployment().orElseThrow();
    }

    @Override
    public Deployment continueDeployment(String name, DhtKeyPair keys) {
        return change(name, keys, Stages::continued).orElseThrow();
    }

    @Override
    public Optional<Deployment> rollback(String name, DhtKeyPair keys) {
        return change(name, keys, Stages::rolledBack);
    }

    @Override
    public Deployment control(String name, NodeControl control, DhtKeyPair keys) {
        Objects.requireNonNull(control, "control");
        return change(name, keys, current -> Stages.controlled(current, control))
                .orElseThrow();
    }

    private Optional<Deployment> change(
            String name, DhtKeyPair keys, Function<DeployTorrent, Optional<DeployTorrent>> change) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keys, "keys");
        Statement stated = statements.change(keys, name, change);
        loop.wake();
        return stated.deployment();
    }

    @Override
    public void undeploy(String name, DhtKeyPair keys) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keys, "keys");
        statements.state(keys, name, Optional.empty());
        loop.wake();
    }

    @Override
    public boolean isAllowed() {
        return !options.mavenKeys().isEmpty();
    }

    @Override
    public Optional<Torrent> find(MavenArtifact artifact) {
        Stream<Statement> own = options.mavenKeys().stream()
                .flatMap(key -> statements.find(new StatementId(artifact.deployment(), key)).stream());
        Stream<Statement> several = statements.all().stream()
                .filter(statement -> options.mavenKeys().contains(statement.id().publicKey()))
                .filter(FleetComponent::mayHaveSeveral);
        return first(torrents(own).filter(torrent -> !artifacts.lacks(torrent, artifact)))
                .or(() -> first(torrents(several).filter(torrent -> artifacts.has(torrent, artifact))));
    }

    // Others may have thousands of files that are none.
    private static boolean mayHaveSeveral(Statement statement) {
        return statement.id().name().startsWith(MavenArtifact.DEPLOYMENT)
                || statement.content().flatMap(DeployTorrent::install).isPresent();
    }

    private Stream<Torrent> torrents(Stream<Statement> published) {
        return published
                .flatMap(statement -> statement.content().stream())
                .flatMap(content -> content.infoHashes().stream())
                .flatMap(hash -> running().flatMap(session -> session.find(hash)).stream());
    }

    private static Optional<Torrent> first(Stream<Torrent> torrents) {
        return torrents.min(Comparator.comparing(
                torrent -> torrent.status().filter(TorrentStatus::isSeeding).isEmpty()));
    }
}
