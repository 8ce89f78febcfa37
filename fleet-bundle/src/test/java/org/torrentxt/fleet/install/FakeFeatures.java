package org.torrentxt.fleet.install;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.fleet.InstallFeature;

/**
 * Features in memory; their repositories are read from files. Each has one bundle, which must exist. As in Karaf, one
 * whose bundle fails when it is started is installed nevertheless. Thread-safe.
 */
public final class FakeFeatures implements Features {
    private static final Pattern FEATURE = Pattern.compile(
            "<feature name=[\"']([^\"']+)[\"'] version=[\"']([^\"']+)[\"']>\\s*<bundle>([^<]+)</bundle>");

    private final Set<String> installed = new TreeSet<>(); // guarded by this, as the next ones
    private final Set<String> stopped = new HashSet<>();
    private final Map<URI, String> repositories = new HashMap<>();
    private final Set<URI> used = new HashSet<>();
    private final Set<String> failing = new HashSet<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /** The ids of features that are installed, sorted. */
    public synchronized List<String> installed() {
        return List.copyOf(installed);
    }

    /** The repositories that were added. */
    public synchronized Set<URI> repositories() {
        return Set.copyOf(repositories.keySet());
    }

    /** What was installed and uninstalled, in that order. */
    public List<String> calls() {
        return calls;
    }

    /** Makes the bundle of a feature fail whenever it is started from now on. */
    public synchronized void fail(String id) {
        failing.add(id);
    }

    /** Undoes {@link #fail}. */
    synchronized void mend() {
        failing.clear();
    }

    /** Stops the bundles of a feature. */
    synchronized void stop(String id) {
        stopped.add(id);
    }

    /** Undoes {@link #stop}. */
    synchronized void start(String id) {
        stopped.remove(id);
    }

    /** Has another feature of a repository installed, or not any more: it cannot be removed until then. */
    synchronized void use(URI repository, boolean isUsed) {
        if (isUsed) {
            used.add(repository);
        } else {
            used.remove(repository);
        }
    }

    /** Installs or uninstalls a feature, as an operator would. */
    synchronized void change(String id, boolean isInstalled) {
        if (isInstalled) {
            installed.add(id);
        } else {
            installed.remove(id);
        }
    }

    private static Matcher read(URI repository) throws IOException {
        Matcher matcher = FEATURE.matcher(Files.readString(Path.of(repository)));
        if (!matcher.find()) {
            throw new IOException("no feature");
        }
        return matcher;
    }

    @Override
    public String find(URI repository, InstallFeature feature) throws IOException {
        Matcher matcher = read(repository);
        if (!matcher.group(1).equals(feature.name())) {
            throw new IOException("no feature " + feature.name() + "; there is: " + matcher.group(1));
        }
        return matcher.group(1) + "/" + matcher.group(2);
    }

    @Override
    public synchronized void add(URI repository) throws IOException {
        repositories.put(
                repository,
                find(
                        repository,
                        InstallFeature.builder(read(repository).group(1)).build()));
    }

    @Override
    public synchronized void remove(URI repository) throws IOException {
        if (used.contains(repository)) {
            throw new IOException("a feature of it is required");
        }
        repositories.remove(repository);
    }

    @Override
    public synchronized Set<String> required() {
        return Set.copyOf(installed);
    }

    @Override
    public synchronized boolean isStarted(String id) {
        return installed.contains(id) && !stopped.contains(id);
    }

    @Override
    public synchronized void install(String id) throws IOException {
        List<URI> found = repositories.entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() != 1) {
            throw new IOException("repositories with " + id + ": " + found);
        }
        Path bundle = Path.of(URI.create(read(found.get(0)).group(3)));
        if (!Files.exists(bundle)) {
            throw new IOException("cannot read " + bundle);
        }
        installed.removeIf(other -> other.startsWith(id.substring(0, id.indexOf('/') + 1)));
        installed.add(id);
        calls.add("install " + id);
        if (failing.contains(id)) {
            stopped.add(id);
            throw new IOException("cannot start " + bundle);
        }
        stopped.remove(id);
    }

    @Override
    public synchronized void uninstall(String id) throws IOException {
        if (!installed.remove(id)) {
            throw new IOException("not installed: " + id);
        }
        calls.add("uninstall " + id);
    }
}
