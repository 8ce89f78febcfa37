package org.torrentxt.policy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
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
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.health.HealthCheck;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.CategoryPolicy;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.SessionPolicies;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.policy.SharePolicy;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.outlet.EventOutlet;
import org.torrentxt.policy.category.Categories;
import org.torrentxt.policy.category.CategorySource;
import org.torrentxt.policy.category.Placements;
import org.torrentxt.policy.category.Saved;
import org.torrentxt.policy.category.SessionCategories;
import org.torrentxt.policy.event.PolicyEvents;
import org.torrentxt.policy.group.GroupLimiter;
import org.torrentxt.policy.group.SessionGroups;
import org.torrentxt.policy.pause.PauseTimes;
import org.torrentxt.policy.share.SessionShares;
import org.torrentxt.policy.share.ShareActions;
import org.torrentxt.policy.share.ShareLimiter;
import org.torrentxt.policy.space.Disks;
import org.torrentxt.policy.space.SpaceKeeper;
import org.torrentxt.policy.speed.SpeedState;
import org.torrentxt.policy.speed.SpeedSwitch;
import org.torrentxt.statefile.KarafFolder;

/**
 * The policies of one session as a service: follows its configuration and the session, and looks once a second at what
 * has changed. Immediate, as limits are kept even if nobody uses the service.
 */
@Component(
        service = {SessionPolicies.class, HealthCheck.class},
        configurationPid = SessionPolicies.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = {SessionPolicies.SESSION + "=default", HealthCheck.NAME + "=policies", "service.ranking:Integer=40"},
        immediate = true)
@Designate(ocd = PolicyConfiguration.class, factory = true)
public final class PolicyComponent implements SessionPolicies, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyComponent.class);
    private static final int PATIENCE = 5; // seconds for what is going on when it stops
    private static final Map<String, PolicyComponent> CLAIMED = new ConcurrentHashMap<>(); // by session

    private final Collection<TorrentSession> sessions = new CopyOnWriteArrayList<>();
    private final Object writing = new Object(); // values in force and in the configuration change together
    private final String session;
    private final String pid;
    private final ConfigurationWriter configuration;
    private final EventOutlet<EventAdmin, Event> outlet;
    private final ShareLimiter limiter;
    private final SharePolicy shares;
    private final SpeedSwitch speeds;
    private final PauseTimes pauses;
    private final GroupLimiter groupLimiter;
    private final GroupPolicy groups;
    private final Categories categories;
    private final CategoryPolicy categoryPolicy;
    private final Placements placements;
    private final SpaceKeeper space;
    private final ScheduledExecutorService executor;
    private volatile Optional<Path> incompletePath;
    private volatile boolean hasPartSuffix;
    private List<Category> categoriesInForce = List.of();
    private volatile List<String> told = List.of(); // what is contradictory about them
    private final Map<String, String> failures = new ConcurrentHashMap<>(); // by what has failed, as told
    private volatile Optional<String> unused = Optional.empty(); // what is wrong with the configuration

    /**
     * Called by Declarative Services.
     *
     * @param context of this bundle
     * @param properties the configuration
     */
    @Activate
    public PolicyComponent(BundleContext context, Map<String, Object> properties) {
        this(
                properties,
                Clock.systemDefaultZone(),
                KarafFolder.find(System.getProperty("karaf.base"), "policy")
                        .orElseGet(() -> context.getDataFile("policy").toPath()),
                Disks.LOCAL);
        executor.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
    }

    /** One that does not look by itself. */
    PolicyComponent(Map<String, Object> properties, Clock clock, Path folder) {
        this(properties, clock, folder, Disks.LOCAL);
    }

    /** One that does not look by itself, and at other disks. */
    PolicyComponent(Map<String, Object> properties, Clock clock, Path folder, Disks disks) {
        pid = String.valueOf(properties.getOrDefault("service.pid", ""));
        PolicyOptions options = options(properties)
                .orElseGet(() -> PolicyOptions.defaults(PolicyOptions.sessionOf(new ConfigurationValues(properties))));
        session = options.session();
        configuration = new ConfigurationWriter(pid);
        outlet = new EventOutlet<>(
                "torrentxt-policy-" + session + "-events", EventAdmin::sendEvent, Event::getTopic, LOG::warn);
        PolicyEvents events = new PolicyEvents(session, clock, outlet::post);
        limiter = new ShareLimiter(clock, options.limits(), new ShareActions(events));
        shares = new SessionShares(limiter, this::save);
        speeds = new SpeedSwitch(
                clock, this::running, new SpeedState(folder, session), events, options.speeds(), this::save);
        pauses = new PauseTimes(clock, folder, session, options.pauseTimes());
        groupLimiter = new GroupLimiter(options.groups());
        groups = new SessionGroups(groupLimiter, this::save);
        incompletePath = options.incompletePath();
        hasPartSuffix = options.hasPartSuffix();
        categories = new Categories(session);
        categoryPolicy = new SessionCategories(
                session,
                categories,
                this::running,
                new Saved<>(() -> incompletePath, this::saveIncompletePath),
                new Saved<>(() -> hasPartSuffix, this::savePartSuffix));
        placements = new Placements(clock);
        space = new SpaceKeeper(disks, events, options.spaceReserve());
        claim();
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "torrentxt-policy-" + session);
            thread.setDaemon(true);
            return thread;
        });
    }

    private void claim() {
        PolicyComponent other = CLAIMED.putIfAbsent(session, this);
        if (other != null) {
            String problem = "session '" + session + "' has the policies of configuration " + other.pid + "; those of "
                    + pid + " are not used: delete one of them, then restart bundle org.torrentxt.policy";
            LOG.error("{}", problem);
            throw new TorrentException(ErrorCode.GENERIC, problem);
        }
    }

    private Optional<PolicyOptions> options(Map<String, Object> properties) {
        ConfigurationValues values = new ConfigurationValues(properties);
        try {
            PolicyOptions options = PolicyOptions.of(values);
            unused = Optional.empty();
            values.warnings().forEach(warning -> LOG.warn("Configuration {}: {}", pid, warning));
            return Optional.of(options);
        } catch (TorrentException e) {
            unused = Optional.of("configuration " + pid + " is not used: " + e.getMessage());
            LOG.error("{}", unused.get());
            return Optional.empty();
        }
    }

    /** Called by Declarative Services for each change of the configuration. One that is wrong changes nothing. */
    @Modified
    void modify(Map<String, Object> properties) {
        synchronized (writing) {
            // what is written since then counts
            options(configuration.read().orElse(properties)).ifPresent(this::use);
        }
    }

    private void use(PolicyOptions options) {
        if (!options.session().equals(session)) {
            LOG.error(
                    "Configuration {}: session cannot be changed from '{}' to '{}' while the bundle runs; restart"
                            + " bundle org.torrentxt.policy",
                    pid,
                    session,
                    options.session());
            return;
        }
        limiter.setLimits(options.limits());
        speeds.configure(options.speeds());
        pauses.configure(options.pauseTimes());
        groupLimiter.setGroups(options.groups());
        incompletePath = options.incompletePath();
        hasPartSuffix = options.hasPartSuffix();
        space.setReserve(options.spaceReserve());
    }

    private void save(ShareLimits limits) {
        synchronized (writing) {
            limiter.setLimits(limits);
            configuration.write(PolicyOptions.written(limits));
        }
    }

    private void save(AlternativeSpeeds alternative) {
        synchronized (writing) {
            speeds.configure(alternative);
            configuration.write(PolicyOptions.written(alternative));
        }
    }

    private void save(UnaryOperator<Collection<RateGroup>> change) {
        synchronized (writing) {
            groupLimiter.setGroups(change.apply(groupLimiter.groups()));
            configuration.write(PolicyOptions.written(groupLimiter.groups()));
        }
    }

    private void saveIncompletePath(Optional<Path> folder) {
        synchronized (writing) {
            incompletePath = folder;
            configuration.write(PolicyOptions.written(folder));
        }
    }

    private void savePartSuffix(boolean isOn) {
        synchronized (writing) {
            hasPartSuffix = isOn;
            configuration.write(PolicyOptions.written(isOn));
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
    void setConfigurationAdmin(ConfigurationAdmin admin) {
        configuration.use(admin);
    }

    /** Called by Declarative Services. */
    void unsetConfigurationAdmin(ConfigurationAdmin admin) {
        configuration.leave(admin);
    }

    /** Called by Declarative Services for each configuration of a category. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCategory(CategorySource added) {
        categories.add(added);
    }

    /** Called by Declarative Services for each configuration that is deleted. */
    void removeCategory(CategorySource removed) {
        categories.remove(removed);
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
        return sessions.stream().filter(each -> each.name().equals(session)).findFirst();
    }

    /** Looks at what has changed, and at the time. What fails keeps nothing else from being done. */
    void look() {
        attempt("speeds", speeds::adjust);
        attempt("pauses", () -> running().ifPresent(pauses::look));
        attempt("categories", this::useCategories);
        attempt("space", () -> running().ifPresent(space::look));
        attempt("placements", () -> running().ifPresent(placements::look));
        attempt("share limits", () -> running().ifPresent(limiter::look));
        attempt("groups", () -> running().ifPresent(groupLimiter::look));
    }

    private void attempt(String what, Runnable step) {
        try {
            step.run();
            failures.remove(what);
        } catch (TorrentException e) {
            if (e.code() != ErrorCode.NO_SESSION && !e.getMessage().equals(failures.put(what, e.getMessage()))) {
                LOG.warn("Policies of session {}: {}", session, e.getMessage()); // once, not each second
            }
        } catch (RuntimeException | Error e) { // the next time may be better, and an end of it would go unnoticed
            if (!e.toString().equals(failures.put(what, e.toString()))) {
                LOG.warn("Policies of session {}: {} failed", session, what, e);
            }
        }
    }

    // Limits that change with their configurations are in force with the next look.
    private void useCategories() {
        List<Category> all = categories.all();
        if (!all.equals(categoriesInForce)) {
            categoriesInForce = all;
            limiter.setCategories(all.stream().collect(Collectors.toMap(Category::name, Category::shareLimits)));
            groupLimiter.setCategories(all.stream()
                    .map(category -> RateGroup.builder(category.name())
                            .downloadLimit(category.downloadLimit())
                            .uploadLimit(category.uploadLimit())
                            .build())
                    .toList());
        }
        List<String> problems = categories.problems(incompletePath);
        problems.stream()
                .filter(problem -> !told.contains(problem))
                .forEach(problem -> LOG.warn("Categories of session {}: {}", session, problem));
        told = problems;
    }

    /** Called by Declarative Services at the end. The normal rate limits are set again, no torrent is capped, and the session goes on. */
    @Deactivate
    void stop() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(PATIENCE, TimeUnit.SECONDS);
        try {
            groupLimiter.release(); // first, as it does not fail
            speeds.release();
            attempt("pauses", () -> running().ifPresent(pauses::release));
        } finally {
            CLAIMED.remove(session, this);
            outlet.close();
        }
    }

    @Override
    public List<HealthFinding> check() {
        List<HealthFinding> findings = new ArrayList<>();
        unused.ifPresent(problem -> findings.add(finding(Level.FAIL, problem)));
        categories.unused().forEach(problem -> findings.add(finding(Level.FAIL, problem)));
        told.forEach(problem -> findings.add(finding(Level.WARN, problem)));
        space.low()
                .forEach((folder, free) -> findings.add(finding(
                        Level.WARN,
                        folder + " has " + free + " bytes free, less than space.reserve of " + space.reserve()
                                + "; torrents that wait: " + space.waiting() + "; delete something, or lower"
                                + " space.reserve")));
        placements
                .stuck()
                .forEach((torrent, problem) -> findings.add(finding(
                        Level.WARN,
                        "torrent " + torrent + " is complete, but cannot be moved to its save path: " + problem)));
        unknownCategories()
                .forEach((category, torrents) -> findings.add(finding(
                        Level.WARN,
                        torrents + " torrents are in category '" + category + "', which does not exist: they have the"
                                + " limits of the session, which pause and do not remove them; add a file"
                                + " etc/org.torrentxt.category-NAME.cfg, or put them into another one")));
        if (findings.isEmpty()) {
            findings.add(finding(
                    Level.OK, "in force; categories: " + categories.all().size()));
        }
        return findings;
    }

    private Map<String, Long> unknownCategories() {
        Set<String> known = categories.all().stream().map(Category::name).collect(Collectors.toSet());
        return running().stream()
                .flatMap(running -> running.statuses().stream())
                .flatMap(status -> Category.of(status.attributes()).stream())
                .filter(category -> !known.contains(category))
                .collect(Collectors.groupingBy(category -> category, TreeMap::new, Collectors.counting()));
    }

    private HealthFinding finding(Level level, String text) {
        return HealthFinding.builder(level, "policies", text).session(session).build();
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public SharePolicy shares() {
        return shares;
    }

    @Override
    public SpeedPolicy speeds() {
        return speeds;
    }

    @Override
    public GroupPolicy groups() {
        return groups;
    }

    @Override
    public CategoryPolicy categories() {
        return categoryPolicy;
    }

    @Override
    public SpacePolicy space() {
        return space;
    }
}
