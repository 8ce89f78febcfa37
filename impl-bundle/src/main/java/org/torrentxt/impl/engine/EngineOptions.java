package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.binding.NativeLibrary;
import org.torrentxt.impl.engine.dht.BootstrapNodes;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.network.DeviceSettings;
import org.torrentxt.impl.network.NetworkMode;
import org.torrentxt.impl.network.SiteLimit;
import org.torrentxt.impl.storage.Allocation;

/**
 * The options of a session.
 *
 * @param name its name
 * @param network the network mode
 * @param mmap true for memory-mapped disk I/O, false for POSIX calls
 * @param savePath the default save path of torrents
 * @param settings the engine's settings by libtorrent's names, over the defaults of {@code network}
 * @param trustedCertificates PEM files with certificates to trust for https trackers and web seeds, in addition to
 *     those of the JDK and the system
 * @param state where it is saved; empty for a session that is not
 * @param device the only network device that the session uses; empty for any. The settings
 *     {@code listen_interfaces} and {@code outgoing_interfaces} name it, too
 * @param named the settings that are named in its configuration, and not only by its profile: they win over those set at
 *     run time
 * @param preallocates true if the space of files is taken when a torrent is added
 * @param site the limit for what is sent to peers of other sites; empty for none
 */
public record EngineOptions(
        String name,
        NetworkMode network,
        boolean mmap,
        Path savePath,
        Map<String, Object> settings,
        List<Path> trustedCertificates,
        Optional<State> state,
        Optional<String> device,
        Set<String> named,
        boolean preallocates,
        Optional<SiteLimit> site) {
    /**
     * Where and when a session is saved.
     *
     * @param folder for its state files alone
     * @param interval how long progress may wait to be saved
     * @param stopTimeout how long the stop of the session may take
     */
    public record State(Path folder, Duration interval, Duration stopTimeout) {
        /** How long a session may take to stop if nothing else is configured. */
        public static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    }

    // Settings for a long-running service; the engine's defaults are for a desktop client.
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("user_agent", "TorrentXT/1.0 libtorrent/2.0"),
            Map.entry("alert_queue_size", 20_000),
            Map.entry("stop_tracker_timeout", 1),
            Map.entry("active_downloads", 50),
            Map.entry("active_seeds", 500),
            Map.entry("active_limit", 2_000),
            Map.entry("max_out_request_queue", 1_500),
            Map.entry("send_buffer_watermark", 3 * 1024 * 1024),
            // reads ahead for a peer that is not known to be fast yet, too; at most for each upload slot
            Map.entry("send_buffer_low_watermark", 512 * 1024),
            // uTP loses packets, and most of its speed, with the system's default UDP buffers
            Map.entry("recv_socket_buffer_size", 4 * 1024 * 1024),
            Map.entry("send_socket_buffer_size", 1024 * 1024),
            Map.entry("max_queued_disk_bytes", 16 * 1024 * 1024));

    /**
     * Rejects options that cannot work.
     *
     * @throws TorrentException for memory-mapped I/O without libjsig, or preallocation that is not possible
     */
    public EngineOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(savePath, "savePath");
        settings = Map.copyOf(settings);
        trustedCertificates = List.copyOf(trustedCertificates);
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(device, "device");
        named = Set.copyOf(named);
        Objects.requireNonNull(site, "site");
        if (mmap && !NativeLibrary.get().isMmapSafe()) {
            throw TorrentException.invalid(
                    "disk.io=mmap would crash this JVM because it replaces its signal handlers; set disk.io=posix, or"
                            + " start the JVM with LD_PRELOAD=$JAVA_HOME/lib/libjsig.so");
        }
        if (preallocates && !mmap && !Allocation.isPossible()) {
            throw TorrentException.invalid(
                    "preallocate=full with disk.io=posix needs the program fallocate, which is not"
                            + " in PATH; install it (package util-linux), or set preallocate=sparse");
        }
    }

    /** All settings are named in its configuration. */
    public EngineOptions(
            String name,
            NetworkMode network,
            boolean mmap,
            Path savePath,
            Map<String, Object> settings,
            List<Path> trustedCertificates,
            Optional<State> state) {
        this(name, network, mmap, savePath, settings, trustedCertificates, state, settings.keySet());
    }

    /** Bound to no network device. */
    public EngineOptions(
            String name,
            NetworkMode network,
            boolean mmap,
            Path savePath,
            Map<String, Object> settings,
            List<Path> trustedCertificates,
            Optional<State> state,
            Set<String> named) {
        this(
                name,
                network,
                mmap,
                savePath,
                settings,
                trustedCertificates,
                state,
                Optional.empty(),
                named,
                false,
                Optional.empty());
    }

    /** Trusts only the certificates of the JDK and the system. */
    public EngineOptions(String name, NetworkMode network, boolean mmap, Path savePath, Map<String, Object> settings) {
        this(name, network, mmap, savePath, settings, List.of());
    }

    /** Saves nothing. */
    public EngineOptions(
            String name,
            NetworkMode network,
            boolean mmap,
            Path savePath,
            Map<String, Object> settings,
            List<Path> trustedCertificates) {
        this(name, network, mmap, savePath, settings, trustedCertificates, Optional.empty());
    }

    /** The same, but the space of files is taken when a torrent is added. */
    public EngineOptions preallocating() {
        return with(true, site);
    }

    /** The same with a limit for what is sent to peers of other sites. */
    public EngineOptions limitedBy(SiteLimit limit) {
        return with(preallocates, Optional.of(limit));
    }

    private EngineOptions with(boolean isPreallocated, Optional<SiteLimit> limit) {
        return new EngineOptions(
                name,
                network,
                mmap,
                savePath,
                settings,
                trustedCertificates,
                state,
                device,
                named,
                isPreallocated,
                limit);
    }

    /**
     * Rejects options that would otherwise fail only after something has been changed.
     *
     * @throws TorrentException for a setting that is unknown, invalid, or not allowed by the network mode
     */
    public void check() {
        NativeLibrary.get().require();
        bootstrapNodes(effectiveSettings());
    }

    /** The DHT nodes in checked settings. */
    static BootstrapNodes bootstrapNodes(Map<String, Object> settings) {
        return new BootstrapNodes((String) settings.get(BootstrapNodes.SETTING));
    }

    /**
     * The complete settings, checked: the service's defaults, overridden by those of the network mode, then by those
     * given.
     *
     * @throws TorrentException for a setting that is unknown, invalid, or not allowed by the network mode
     */
    public Map<String, Object> effectiveSettings() {
        Map<String, Object> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(network.settings());
        all.putAll(settings);
        Map<String, Object> checked = SettingRegistry.check(all);
        check(checked);
        return checked;
    }

    /**
     * Rejects settings that reach beyond the network mode or the network device.
     *
     * @param checked of the right types
     */
    void check(Map<String, Object> checked) {
        network.check(checked);
        device.ifPresent(bound -> DeviceSettings.check(bound, checked));
    }
}
