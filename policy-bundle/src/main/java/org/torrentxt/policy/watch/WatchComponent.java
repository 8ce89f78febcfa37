package org.torrentxt.policy.watch;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.policy.text.Printable;
import org.torrentxt.statefile.KarafFolder;

/** A watch folder by its configuration, and its health. */
@Component(
        service = HealthCheck.class,
        configurationPid = WatchComponent.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {HealthCheck.NAME + "=watch", "service.ranking:Integer=40"},
        immediate = true)
@Designate(ocd = WatchConfiguration.class, factory = true)
public final class WatchComponent implements HealthCheck {
    /** The factory PID of the configuration of a watch folder. */
    public static final String PID = "org.torrentxt.watch";

    private static final Logger LOG = LoggerFactory.getLogger(WatchComponent.class);

    private final Surroundings surroundings = new Surroundings();
    private final Clock clock;
    private final Path state;
    private final String pid;
    private final WatchThread thread;
    private volatile Optional<WatchRule> rule = Optional.empty();
    private Optional<WatchRule> refused = Optional.empty(); // its folder is watched by another one; guarded by this
    private volatile Optional<WatchedFolder> folder = Optional.empty(); // replaced by the thread that looks
    private volatile String mistake = "";

    /**
     * Called by Declarative Services.
     *
     * @param context of this bundle
     * @param properties the configuration
     */
    @Activate
    public WatchComponent(BundleContext context, Map<String, Object> properties) {
        this(properties, Clock.systemUTC(), stateFolder(context));
        thread.start();
    }

    /** One that does not look by itself. */
    WatchComponent(Map<String, Object> properties, Clock clock, Path state) {
        this.clock = clock;
        this.state = state;
        pid = String.valueOf(properties.getOrDefault("service.pid", ""));
        thread = new WatchThread("torrentxt-watch-" + pid.substring(pid.indexOf('~') + 1), this::look);
        modify(properties);
    }

    static Path stateFolder(BundleContext context) {
        return KarafFolder.find(System.getProperty("karaf.base"), "policy")
                .orElseGet(() -> context.getDataFile("policy").toPath());
    }

    /** Called by Declarative Services for each change of the configuration. One that is wrong changes nothing. */
    @Modified
    synchronized void modify(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        refused = Optional.empty();
        try {
            WatchRule read = WatchRule.of(values);
            values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", pid, warning));
            refused = Optional.of(read);
            use(read);
        } catch (TorrentException e) {
            mistake = Printable.of("configuration " + pid + " is not used: " + e.getMessage());
            LOG.error("{}", mistake);
        }
    }

    private void use(WatchRule read) {
        claim(read.folder());
        rule = Optional.of(read);
        refused = Optional.empty();
        mistake = "";
    }

    // The other configuration of its folder may have been deleted.
    private synchronized void tryRefused() {
        refused.filter(some -> !WatchedFolders.isClaimed(some.folder())).ifPresent(some -> {
            use(some);
            LOG.info(
                    "Configuration {} is used, as no other one watches {} any longer",
                    pid,
                    Printable.of(some.folder()));
        });
    }

    private void claim(Path path) {
        WatchedFolders.claim(path, pid).ifPresent(other -> {
            throw TorrentException.invalid(
                    "folder " + path + " is watched by configuration " + other + "; delete one of them");
        });
        rule.map(WatchRule::folder)
                .filter(before -> !before.equals(path))
                .ifPresent(before -> WatchedFolders.release(before, pid));
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
        tryRefused();
        Optional<WatchRule> current = rule;
        if (!current.equals(folder.map(WatchedFolder::rule))) {
            folder = current.map(some -> new WatchedFolder(clock, some, state, surroundings));
        }
        folder.ifPresent(WatchedFolder::look);
    }

    @Override
    public List<HealthFinding> check() {
        if (!mistake.isEmpty()) {
            return List.of(HealthFinding.builder(Level.WARN, WatchedFolder.SUBJECT, mistake)
                    .build());
        }
        return folder.map(WatchedFolder::findings).orElse(List.of(WatchedFolder.ok("not looked at yet")));
    }

    /** Called by Declarative Services at the end. */
    @Deactivate
    void stop() throws InterruptedException {
        thread.stop();
        rule.ifPresent(some -> WatchedFolders.release(some.folder(), pid));
    }
}
