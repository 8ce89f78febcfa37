package org.torrentxt.policy.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.policy.SessionPolicies;

/**
 * The folders of FileInstall, such as {@code deploy}, unless a configuration watches them: FileInstall says which they
 * are, and what is in them is treated as in any other watch folder.
 */
@Component(
        service = HealthCheck.class,
        property = {HealthCheck.NAME + "=deploy", "service.ranking:Integer=39"},
        immediate = true)
public final class DeployFolders implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DeployFolders.class);

    private final Surroundings surroundings = new Surroundings();
    private final Map<Path, WatchedFolder> folders = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Path state;
    private final WatchThread thread = new WatchThread("torrentxt-watch-deploy", this::look);
    private Optional<ServiceRegistration<?>> registration = Optional.empty();

    /** Called by Declarative Services. */
    @Activate
    public DeployFolders(BundleContext context) {
        this(Clock.systemUTC(), WatchComponent.stateFolder(context));
        try {
            registration = Optional.of(DeployInstaller.register(context, this::found));
            // known before it has a file, so that what was deleted from it meanwhile is noticed
            Optional.ofNullable(System.getProperty("karaf.base"))
                    .map(karaf -> Path.of(karaf, "deploy").toAbsolutePath().normalize())
                    .filter(Files::isDirectory)
                    .ifPresent(this::found);
            thread.start();
        } catch (NoClassDefFoundError e) {
            LOG.debug("There is no FileInstall; only configured folders are watched");
        }
    }

    /** One that does not look by itself. */
    DeployFolders(Clock clock, Path state) {
        this.clock = clock;
        this.state = state;
    }

    /** FileInstall has found a file in that folder. */
    void found(Path folder) {
        if (WatchedFolders.isClaimed(folder)) {
            return;
        }
        folders.computeIfAbsent(folder, path -> {
            WatchRule rule = WatchRule.of(path);
            return new WatchedFolder(clock, rule, state, surroundings);
        });
    }

    /** Called by Declarative Services for each session that starts. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addSession(TorrentSession added) {
        surroundings.add(added);
    }

    /** Called by Declarative Services for each session that stops. */
    void removeSession(TorrentSession removed) {
        surroundings.remove(removed);
    }

    /** Called by Declarative Services for the policies of each session. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPolicies(SessionPolicies added) {
        surroundings.add(added);
    }

    /** Called by Declarative Services when they are gone. */
    void removePolicies(SessionPolicies removed) {
        surroundings.remove(removed);
    }

    /** Looks at what has changed. */
    void look() {
        folders.forEach((path, folder) -> {
            if (WatchedFolders.isClaimed(path)) {
                folders.remove(path);
            } else {
                folder.look();
            }
        });
    }

    @Override
    public List<HealthFinding> check() {
        List<HealthFinding> findings = folders.values().stream()
                .flatMap(folder -> folder.findings().stream())
                .toList();
        return findings.isEmpty() ? List.of(WatchedFolder.ok("no folder of FileInstall")) : findings;
    }

    /** Called by Declarative Services at the end. */
    @Deactivate
    void stop() throws InterruptedException {
        registration.ifPresent(ServiceRegistration::unregister);
        thread.stop();
    }
}
