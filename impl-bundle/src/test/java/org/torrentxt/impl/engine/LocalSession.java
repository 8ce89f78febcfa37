package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.alert.AlertType;

/** A session on 127.0.0.1 that listens to all of its alerts but the verbose ones. */
final class LocalSession implements AutoCloseable {
    static final Set<AlertType> ALL = EnumSet.allOf(AlertType.class).stream()
            .filter(type -> !type.isVerbose())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(AlertType.class)));

    private final AlertLog alerts = new AlertLog();
    private final EngineSession session;

    private LocalSession(String name, Path savePath, Map<String, ?> settings, Set<AlertType> wanted) {
        this(options(name, savePath, settings), wanted);
    }

    private LocalSession(EngineOptions options, Set<AlertType> wanted) {
        this.session = EngineSession.start(options, wanted, alerts);
    }

    static LocalSession start(String name, Path savePath) {
        return start(name, savePath, Map.of());
    }

    static LocalSession start(String name, Path savePath, Map<String, ?> settings) {
        return new LocalSession(name, savePath, settings, ALL);
    }

    static LocalSession startListeningTo(Set<AlertType> wanted, String name, Path savePath) {
        return startListeningTo(wanted, name, savePath, Map.of());
    }

    static LocalSession startListeningTo(Set<AlertType> wanted, String name, Path savePath, Map<String, ?> settings) {
        return new LocalSession(name, savePath, settings, wanted);
    }

    /** One that reads and writes by memory-mapped files; in a JVM with libjsig alone. */
    static LocalSession startMapped(String name, Path savePath) {
        EngineOptions plain = options(name, savePath, Map.of());
        return new LocalSession(new EngineOptions(name, plain.network(), true, savePath, plain.settings()), ALL);
    }

    /** One that trusts {@link TestTls#authority}. */
    static LocalSession startTrusting(String name, Path savePath, Map<String, ?> settings) {
        return startTrusting(name, NetworkMode.LOCAL, savePath, settings);
    }

    /** The same with another network. */
    static LocalSession startTrusting(String name, NetworkMode network, Path savePath, Map<String, ?> settings) {
        EngineOptions plain = options(name, savePath, settings);
        return new LocalSession(
                new EngineOptions(name, network, false, savePath, plain.settings(), List.of(TestTls.authority())), ALL);
    }

    static EngineOptions options(String name, Path savePath, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("listen_interfaces", "127.0.0.1:0"));
        all.putAll(settings);
        return new EngineOptions(name, NetworkMode.LOCAL, false, savePath, all);
    }

    /** Changes how far it may reach; it goes on listening at loopback alone, and looks for nobody. */
    void reach(NetworkMode network) {
        Map<String, Object> settings = Map.of(
                "listen_interfaces", "127.0.0.1:0",
                "enable_lsd", false,
                "enable_dht", false,
                "enable_upnp", false,
                "enable_natpmp", false,
                "dht_bootstrap_nodes", "");
        session.reconfigure(new EngineOptions(session.name(), network, false, session.savePath(), settings));
    }

    EngineSession session() {
        return session;
    }

    AlertLog alerts() {
        return alerts;
    }

    /** Where it listens; waits for that, as a start waits a second only. */
    Endpoint endpoint() {
        return Wait.forValue("it listens", session::listenEndpoints, endpoints -> !endpoints.isEmpty())
                .get(0);
    }

    @Override
    public void close() {
        session.close();
    }
}
