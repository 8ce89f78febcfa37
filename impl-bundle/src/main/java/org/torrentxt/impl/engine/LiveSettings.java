package org.torrentxt.impl.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.Endpoint;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.engine.dht.BootstrapNodes;
import org.torrentxt.impl.engine.setting.OfflineSettings;
import org.torrentxt.impl.engine.setting.QueueLimits;
import org.torrentxt.impl.engine.setting.ReconnectPause;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.engine.setting.SocketBuffers;
import org.torrentxt.impl.gateway.Gateway;
import org.torrentxt.impl.gateway.GatewayRules;
import org.torrentxt.impl.network.DeviceWatch;
import org.torrentxt.impl.network.EngineUrls;
import org.torrentxt.impl.network.GatewayEntry;
import org.torrentxt.impl.network.ListenCheck;
import org.torrentxt.impl.network.ListenInterfaces;
import org.torrentxt.impl.network.Listening;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.ProxySettings;

/**
 * The settings in the engine of a running session, and what goes with them: listening sockets, DHT nodes to join by,
 * the proxy, and the rules of the gateway. Thread-safe.
 */
final class LiveSettings {
    private static final long RECONNECT_MILLIS = 3_000;

    private final SessionContext owner;
    private final Listening listening;
    private final Gateway gateway;
    private final EngineProxy proxy;
    private final EngineUrls urls;
    private final EngineIpFilter ipFilter;
    private final DeviceWatch device;
    private final OfflineSettings offline;
    private final SocketBuffers socketBuffers = new SocketBuffers();
    private final ReconnectPause reconnectPause = new ReconnectPause();
    private volatile BootstrapNodes bootstrapNodes;
    private volatile QueueLimits queueLimits = QueueLimits.UNKNOWN;

    LiveSettings(
            SessionContext owner,
            Listening listening,
            Gateway gateway,
            EngineProxy proxy,
            EngineUrls urls,
            EngineIpFilter ipFilter,
            DeviceWatch device,
            OfflineSettings offline) {
        this.device = device;
        this.offline = offline;
        this.owner = owner;
        this.listening = listening;
        this.gateway = gateway;
        this.proxy = proxy;
        this.urls = urls;
        this.ipFilter = ipFilter;
    }

    /** A complete pack of checked settings, with these nodes to join the DHT by. */
    static settings_pack pack(Map<String, Object> settings, BootstrapNodes nodes) {
        settings_pack pack = libtorrent.default_settings();
        SettingRegistry.put(pack, settings);
        setRouters(pack, nodes);
        return pack;
    }

    private static void setRouters(settings_pack pack, BootstrapNodes nodes) {
        pack.set_str(settings_pack.string_types.dht_bootstrap_nodes.swigValue(), nodes.routers());
    }

    private static boolean hasRouters(settings_pack pack) {
        return pack.has_val(settings_pack.string_types.dht_bootstrap_nodes.swigValue());
    }

    /** Gives the engine no names of DHT nodes if a proxy is to look up all names: it would look them up itself. */
    static void hideNames(settings_pack pack, ProxySettings proxied) {
        if (proxied.hidesNames()) {
            setRouters(pack, new BootstrapNodes(""));
        }
    }

    /** Has the engine also listen for its gateway. */
    static void addGatewayEntry(settings_pack pack) {
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        pack.set_str(listen, GatewayEntry.addTo(pack.get_str(listen)));
    }

    /** Applies checked settings. */
    void apply(Map<String, Object> checked) {
        settings_pack pack = new settings_pack();
        SettingRegistry.put(pack, checked);
        Optional<BootstrapNodes> nodes = checked.containsKey(BootstrapNodes.SETTING)
                ? Optional.of(EngineOptions.bootstrapNodes(checked))
                : Optional.empty();
        nodes.ifPresent(some -> setRouters(pack, some));
        apply(pack);
        nodes.ifPresent(this::join);
    }

    /** Applies a pack, which is changed by that. */
    void apply(settings_pack pack) {
        owner.engine().run(engine -> apply(engine, pack));
    }

    // The engine reports only the sockets that it opens for that, and keeps others.
    private void apply(session engine, settings_pack pack) {
        // not a constant: the class must load without the native library in order to report that it is missing
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        synchronized (listening) { // otherwise reopening sockets could restore the previous value
            if (pack.has_val(listen)) {
                listening.change(engine.get_settings().get_str(listen), pack.get_str(listen));
                listening.configure(pack.get_str(listen));
                addGatewayEntry(pack);
            }
            ProxySettings proxied = proxy.put(pack, engine.get_settings());
            if (bootstrapNodes != null && !hasRouters(pack)) {
                setRouters(pack, bootstrapNodes);
            }
            hideNames(pack, proxied);
            offline.change(device.isCut(), pack, engine.get_settings());
            reconnectPause.hold(pack);
            socketBuffers.apply(engine, pack);
        }
    }

    /** Keeps the engine from all networks, or no longer, by what has become of the device. */
    void followDevice() {
        apply(new settings_pack());
        if (!device.isCut()) {
            join(bootstrapNodes);
            reconnectAtOnce();
        }
    }

    /** Joins the DHT by these nodes. */
    void join(BootstrapNodes nodes) {
        bootstrapNodes = nodes;
        if (!offline.isOffline()) {
            owner.engine().run(nodes::join);
        }
    }

    /** The last nodes configured to join the DHT: the engine keeps only those that are routers. */
    BootstrapNodes bootstrapNodes() {
        return bootstrapNodes;
    }

    /** The engine's current settings, including those still to be applied. */
    settings_pack current() {
        settings_pack current = proxy.restored(owner.engine().call(session::get_settings));
        offline.addPendingTo(current);
        socketBuffers.addPendingTo(current);
        reconnectPause.addPendingTo(current);
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        current.set_str(listen, GatewayEntry.removeFrom(current.get_str(listen)));
        return current;
    }

    /**
     * Takes note of the settings that were applied, and configures the gateway like the engine; true if torrents need
     * other URLs than before.
     */
    boolean follow(EngineOptions options) {
        Map<String, Object> settings =
                SettingRegistry.values(proxy.restored(owner.engine().call(session::get_settings)));
        queueLimits = QueueLimits.of(settings);
        gateway.setRules(gatewayRules(options, settings));
        return urls.change(options.network(), settings);
    }

    private GatewayRules gatewayRules(EngineOptions options, Map<String, Object> settings) {
        NetworkMode network = options.network();
        ProxySettings proxied = ProxySettings.of(settings);
        boolean filters = settings.get("apply_ip_filter_to_trackers").equals(true);
        return new GatewayRules(
                network.label(),
                network == NetworkMode.INTERNET,
                network != NetworkMode.LOCAL,
                network::allows,
                filters ? ipFilter::isBlocked : address -> false,
                settings.get("ssrf_mitigation").equals(true),
                settings.get("allow_idna").equals(true),
                settings.get("validate_https_trackers").equals(true),
                options.trustedCertificates(),
                proxied.trackerProxy(),
                proxied.webSeedProxy(),
                device.device(),
                device.isCut(),
                this::announcedPort);
    }

    // The port to announce to trackers elsewhere; 0 for the one that the engine sends.
    private int announcedPort() {
        return endpoints().stream()
                .filter(endpoint -> !endpoint.address().isLoopbackAddress())
                .mapToInt(Endpoint::port)
                .findFirst()
                .orElse(0);
    }

    /** The endpoints that the engine listens on. */
    List<Endpoint> endpoints() {
        return owner.engine().ask(engine -> listening.endpoints(), List.of());
    }

    /** Whether the configured endpoints are open; with a proxy, peers connect through it, whatever the setting is. */
    List<ListenCheck.Result> listenResults() {
        int type = settings_pack.int_types.proxy_type.swigValue();
        return owner.engine().ask(engine -> engine.get_settings().get_int(type) == 0, false)
                ? listening.check()
                : List.of();
    }

    /**
     * Has the engine open the sockets of these entries anew. It keeps those of unchanged entries, even on other ports,
     * so the entries are removed for a moment.
     */
    void reopen(List<ListenInterfaces.Entry> entries) {
        int listen = settings_pack.string_types.listen_interfaces.swigValue();
        owner.engine().run(engine -> {
            synchronized (listening) {
                String all = engine.get_settings().get_str(listen);
                String rest = ListenInterfaces.parse(all).without(entries);
                listening.change(all, rest);
                for (String interfaces : List.of(rest, all)) {
                    settings_pack pack = new settings_pack();
                    pack.set_str(listen, interfaces);
                    engine.apply_settings(pack);
                }
            }
        });
    }

    /** Retries peers that failed or left recently in the next few rounds of the engine, one per second. */
    void reconnectAtOnce() {
        boolean isSuspended = owner.engine()
                .ask(
                        engine -> {
                            synchronized (listening) { // as settings are applied
                                reconnectPause.suspend(engine);
                            }
                            return true;
                        },
                        false);
        if (isSuspended) {
            CompletableFuture.delayedExecutor(RECONNECT_MILLIS, TimeUnit.MILLISECONDS, owner.executor())
                    .execute(this::reconnectAsConfigured);
        }
    }

    /** True if the queue starts a download that is at a position of it, counted from 0; false if that is uncertain. */
    boolean startsInQueue(int position) {
        return queueLimits.start(position);
    }

    private void reconnectAsConfigured() {
        owner.engine()
                .ask(
                        engine -> {
                            synchronized (listening) {
                                reconnectPause.resume(engine);
                            }
                            return null;
                        },
                        null);
    }
}
