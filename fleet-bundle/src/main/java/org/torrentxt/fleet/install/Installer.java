package org.torrentxt.fleet.install;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.health.Health;
import org.torrentxt.failure.Reasons;
import org.torrentxt.fleet.statement.StatementId;

/**
 * Installs what is wanted, one feature after the other, on a thread of its own: whoever asks never waits for Karaf. What
 * there is to do follows from what is wanted and what is recorded, so that it can be interrupted at any time and is
 * continued after a restart. What fails is tried again, after longer and longer pauses.
 */
public final class Installer implements AutoCloseable {
    /** How far a feature is, and why it is not further. */
    public record Status(InstallState state, String reason) {
        private static Status of(InstallState state) {
            return new Status(state, "");
        }
    }

    /** How long an installation may take, in ns. */
    static final long LIMIT = TimeUnit.MINUTES.toNanos(10);

    private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final long LAST_PAUSE = TimeUnit.MINUTES.toNanos(10);
    private static final int PATIENCE = 2; // seconds for what is going on when it stops

    private record Failure(Wanted wanted, String reason, long time, long pause) {}

    private record Work(Wanted wanted, long start, Future<?> future) {}

    private final Path folder;
    private final InstallRecords records;
    private final Supplier<Optional<Features>> features;
    private final Set<DhtPublicKey> allowed;
    private final LongSupplier clock;
    private final Checkup checkup;
    private final ExecutorService executor = thread("torrentxt-fleet-install");
    private final Set<URI> unremovable = ConcurrentHashMap.newKeySet(); // as logged

    // guarded by this
    private final Map<StatementId, Failure> failures = new HashMap<>();
    private final Map<StatementId, Long> installed = new HashMap<>(); // when, since the start
    private Optional<Work> work = Optional.empty();
    private boolean isClosed;

    private volatile Runnable onChange = () -> {};

    /**
     * Creates an instance that does nothing yet.
     *
     * @param folder for its records and repositories; need not exist
     * @param features those of Karaf, while there are any
     * @param health runs the checks of this node, while it is there
     * @param allowed whose features are installed
     * @param clock in nanoseconds, as {@link System#nanoTime}
     * @throws TorrentException if the folder cannot be read
     */
    public Installer(
            Path folder,
            Supplier<Optional<Features>> features,
            Supplier<Optional<Health>> health,
            Set<DhtPublicKey> allowed,
            LongSupplier clock) {
        this.folder = folder;
        this.features = features;
        this.allowed = Set.copyOf(allowed);
        this.clock = clock;
        records = new InstallRecords(folder);
        checkup = new Checkup(health, features, clock);
    }

    /** Has something run, on a thread of this, whenever there may be another status than before, or more to do. */
    public void onChange(Runnable action) {
        onChange = action;
        checkup.onEnd(action);
    }

    static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** True if this node has begun with that, whether it has succeeded or not: also after a restart. */
    public boolean hasBegun(Wanted wanted) {
        return records.find(wanted.id()).isFor(wanted);
    }

    /** True if features were installed from that content, which must stay where it is. */
    public boolean isUsed(InfoHash content) {
        return records.isUsed(content);
    }

    /** Begins with the first of these that is not as wanted. What is installed for others is left as it is. Returns at once. */
    public synchronized void step(List<Wanted> all) {
        failures.keySet().removeIf(id -> all.stream().noneMatch(wanted -> isOf(failures.get(id), wanted)));
        work.filter(some -> clock.getAsLong() - some.start() >= LIMIT
                        && !some.future().isDone())
                .ifPresent(this::abandon);
        work = work.filter(some -> !some.future().isDone());
        checkup.run(records.all().values().stream()
                .filter(InstallRecords.Record::isDone)
                .flatMap(record -> record.last().stream())
                .map(Installed::id)
                .collect(Collectors.toSet()));
        if (isClosed || work.isPresent() || features.get().isEmpty()) {
            return;
        }
        all.stream()
                .filter(wanted -> isAllowed(wanted) && !isDone(wanted) && isDue(wanted))
                .findFirst()
                .ifPresent(wanted ->
                        work = Optional.of(new Work(wanted, clock.getAsLong(), executor.submit(() -> run(wanted)))));
    }

    private static boolean isOf(Failure failure, Wanted wanted) {
        return failure.wanted().equals(wanted);
    }

    private boolean isAllowed(Wanted wanted) {
        return wanted.feature().isEmpty() || allowed.contains(wanted.id().publicKey());
    }

    private boolean isDone(Wanted wanted) {
        InstallRecords.Record record = records.find(wanted.id());
        return wanted.feature().isEmpty()
                ? record.features().isEmpty()
                : record.isDone()
                        && record.isFor(wanted)
                        && record.last()
                                .filter(some -> checkup.isMissing(some.id()))
                                .isEmpty();
    }

    private boolean isDue(Wanted wanted) {
        Failure former = failures.get(wanted.id());
        return former == null || clock.getAsLong() - former.time() >= former.pause();
    }

    // Karaf may go on with it; the next attempt waits for that.
    private void abandon(Work some) {
        some.future().cancel(true);
        failed(some.wanted(), "it has not ended after " + TimeUnit.NANOSECONDS.toMinutes(LIMIT) + " minutes");
    }

    private synchronized void failed(Wanted wanted, String reason) {
        Failure former = failures.get(wanted.id());
        long pause = former == null ? FIRST_PAUSE : Math.min(2 * former.pause(), LAST_PAUSE);
        failures.put(wanted.id(), new Failure(wanted, reason, clock.getAsLong(), pause));
        if (former == null || !former.reason().equals(reason)) {
            LOG.warn("Fleet: deployment {}: {}", wanted.id().name(), reason);
        }
    }

    private void run(Wanted wanted) {
        try {
            Features some = features.get().orElseThrow(() -> new IllegalStateException("no features service"));
            if (wanted.feature().isPresent()) {
                install(some, wanted);
            } else {
                uninstall(some, wanted.id());
            }
            synchronized (this) {
                failures.remove(wanted.id());
                installed.put(wanted.id(), clock.getAsLong());
                checkup.ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // stopped, or abandoned, which was reported
        } catch (Exception | LinkageError e) { // of Karaf, and of bundles that it starts
            if (!Thread.interrupted()) {
                String what = wanted.feature().isPresent()
                        ? "its feature cannot be installed"
                        : "its feature cannot be uninstalled";
                failed(wanted, what + ": " + Reasons.of(e));
            }
        }
        synchronized (this) {
            work = work.filter(some -> some.wanted() != wanted); // else the next one would wait for a later step
        }
        onChange.run();
    }

    private void install(Features some, Wanted wanted) throws Exception {
        StatementId id = wanted.id();
        List<Installed> former = records.find(id).features();
        URI repository = repository(wanted);
        String feature = some.find(repository, wanted.feature().orElseThrow());
        checkVersions(some, id, feature);
        boolean isOwn = !some.required().contains(feature)
                || Stream.concat(former.stream(), records.ofOthers(id).stream())
                        .anyMatch(each -> each.id().equals(feature) && each.isOwn());
        Installed next =
                new Installed(wanted.content().orElseThrow(), wanted.feature().get(), feature, repository, isOwn);
        List<Installed> others = former.stream()
                .filter(each -> !each.repository().equals(repository))
                .toList();
        List<Installed> both = new ArrayList<>(others);
        both.add(next);
        records.save(id, new InstallRecords.Record(both, false)); // before anything is done
        for (Installed each : others) {
            if (each.id().equals(feature)) { // the same with other content: Karaf would keep what it has
                uninstall(some, id, each);
                removeRepository(some, id, each);
            }
        }
        some.add(repository);
        if (isOwn && !records.isDone(feature) || !some.required().contains(feature)) {
            some.install(feature); // also if it is there: its bundles may not have been started
        }
        List<Installed> left = new ArrayList<>();
        for (Installed each : others) {
            if (!each.id().equals(feature)) {
                uninstall(some, id, each);
            }
            if (!isRepositoryRemoved(some, id, each)) {
                left.add(each.left()); // tried again with the next version
            }
        }
        left.add(next);
        checkup.found(feature);
        records.save(id, new InstallRecords.Record(left, true));
        LOG.info("Fleet: feature {} of deployment {} is installed", feature, id.name());
    }

    // Another version would be replaced, and whoever needs that would replace this one.
    private void checkVersions(Features some, StatementId id, String feature) throws Exception {
        String name = feature.substring(0, feature.lastIndexOf('/') + 1);
        Predicate<String> isOther = each -> each.startsWith(name) && !each.equals(feature);
        own(records.ofOthers(id)).stream().filter(isOther).findFirst().ifPresent(other -> {
            throw TorrentException.invalid("another deployment has feature " + other + ", which " + feature
                    + " would replace; undeploy one of them");
        });
        Set<String> own = own(records.find(id).features());
        some.required().stream()
                .filter(isOther.and(other -> !own.contains(other)))
                .findFirst()
                .ifPresent(other -> {
                    throw TorrentException.invalid("feature " + other + " was not installed by the fleet, and "
                            + feature + " would replace it; uninstall it, if that may be");
                });
    }

    private static Set<String> own(List<Installed> features) {
        return features.stream().filter(Installed::isOwn).map(Installed::id).collect(Collectors.toSet());
    }

    private void uninstall(Features some, StatementId id) throws Exception {
        for (Installed each : records.find(id).features()) {
            uninstall(some, id, each);
            isRepositoryRemoved(some, id, each);
            LOG.info("Fleet: feature {} of deployment {} is uninstalled", each.id(), id.name());
        }
        records.save(id, InstallRecords.Record.EMPTY);
    }

    private void uninstall(Features some, StatementId id, Installed each) throws Exception {
        if (each.isOwn()
                && !own(records.ofOthers(id)).contains(each.id())
                && some.required().contains(each.id())) {
            some.uninstall(each.id());
        }
    }

    // Karaf keeps one of which others have installed a feature.
    private boolean isRepositoryRemoved(Features some, StatementId id, Installed each) throws InterruptedException {
        try {
            removeRepository(some, id, each);
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (unremovable.add(each.repository())) {
                LOG.warn(
                        "Fleet: the repository {} of deployment {} cannot be removed, and is left: {}",
                        each.repository(),
                        id.name(),
                        Reasons.of(e));
            }
            return false;
        }
    }

    private void removeRepository(Features some, StatementId id, Installed each) throws Exception {
        if (records.ofOthers(id).stream().noneMatch(other -> other.repository().equals(each.repository()))) {
            some.remove(each.repository());
            delete(place(id, each.content()));
        }
    }

    private URI repository(Wanted wanted) throws IOException {
        String stated = wanted.feature().orElseThrow().repository();
        return stated.startsWith("mvn:")
                ? URI.create(stated)
                : new ContentRepository(
                                wanted.root(),
                                place(wanted.id(), wanted.content().orElseThrow()))
                        .write(stated);
    }

    private Path place(StatementId id, InfoHash content) {
        return folder.resolve("repositories").resolve(id.text() + "-" + content.hex());
    }

    private static void delete(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            try (Stream<Path> files = Files.walk(place)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** How far it is, for the content that is there. */
    public synchronized Status status(Wanted wanted) {
        if (wanted.feature().isEmpty()) {
            return Status.of(InstallState.NONE);
        } else if (!isAllowed(wanted)) {
            return new Status(
                    InstallState.FAILED, "its key may not install features here: add it to install.keys, if it may");
        } else if (features.get().isEmpty()) {
            return new Status(InstallState.FAILED, "there is no features service: this is no Karaf, or it is starting");
        } else if (isDone(wanted)) {
            return checkup.since(installed.getOrDefault(wanted.id(), Long.MIN_VALUE))
                    .map(problem -> problem.isEmpty()
                            ? Status.of(InstallState.INSTALLED)
                            : new Status(InstallState.UNHEALTHY, problem))
                    .orElseGet(() -> Status.of(InstallState.INSTALLING));
        }
        return Optional.ofNullable(failures.get(wanted.id()))
                .filter(failure -> failure.wanted().equals(wanted))
                .map(failure -> new Status(InstallState.FAILED, failure.reason()))
                .orElseGet(() -> Status.of(InstallState.INSTALLING));
    }

    /** What is going on is interrupted: Karaf may be stopping this bundle, and would wait for itself. */
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        records.close();
        executor.shutdownNow();
        checkup.close();
        try {
            if (!executor.awaitTermination(PATIENCE, TimeUnit.SECONDS)) {
                LOG.debug("An installation goes on in Karaf");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
