package org.torrentxt.impl.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.torrentxt.api.TorrentException;

/**
 * How a session is to run.
 *
 * @param name its name
 * @param network how far it reaches
 * @param mmap true for memory-mapped disk I/O, false for POSIX calls
 * @param savePath where torrents go that name no place of their own
 * @param settings the engine's settings by libtorrent's names, over the defaults of {@code network}
 * @param trustedCertificates PEM files with certificates that https trackers and web seeds may have besides those that the JDK and the
 *     system trust
 */
public record EngineOptions(
        String name,
        NetworkMode network,
        boolean mmap,
        Path savePath,
        Map<String, Object> settings,
        List<Path> trustedCertificates) {
    // What a long-running service wants that the engine's own defaults, made for a desktop client, do not give.
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("user_agent", "TorrentXT/1.0 libtorrent/2.0"),
            Map.entry("alert_queue_size", 20_000),
            Map.entry("stop_tracker_timeout", 1),
            Map.entry("active_downloads", 50),
            Map.entry("active_seeds", 500),
            Map.entry("active_limit", 2_000),
            Map.entry("max_out_request_queue", 1_500),
            Map.entry("send_buffer_watermark", 3 * 1024 * 1024),
            // uTP loses packets, and most of its speed, where the system's own UDP buffers are all it has
            Map.entry("recv_socket_buffer_size", 1024 * 1024),
            Map.entry("send_socket_buffer_size", 1024 * 1024),
            Map.entry("max_queued_disk_bytes", 16 * 1024 * 1024));

    /**
     * Refuses what cannot run.
     *
     * @throws TorrentException for memory-mapped I/O without libjsig
     */
    public EngineOptions {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(savePath, "savePath");
        settings = Map.copyOf(settings);
        trustedCertificates = List.copyOf(trustedCertificates);
        if (mmap && !NativeLibrary.get().isMmapSafe()) {
            throw TorrentException.invalid(
                    "disk.io=mmap would crash this JVM, whose signal handlers it replaces; set disk.io=posix, or start"
                            + " the JVM with LD_PRELOAD=$JAVA_HOME/lib/libjsig.so");
        }
    }

    /** Trusts no certificates but those of the JDK and the system. */
    public EngineOptions(String name, NetworkMode network, boolean mmap, Path savePath, Map<String, Object> settings) {
        this(name, network, mmap, savePath, settings, List.of());
    }

    /**
     * Refuses what could be refused later only, when something is changed already.
     *
     * @throws TorrentException for a setting that is unknown, wrong, or ruled out by the network mode
     */
    public void check() {
        NativeLibrary.get().require();
        bootstrapNodes(effectiveSettings());
    }

    /** The nodes of the DHT in settings that are checked. */
    static BootstrapNodes bootstrapNodes(Map<String, Object> settings) {
        return new BootstrapNodes((String) settings.get(EngineSession.DHT_NODES));
    }

    /**
     * The settings in full: the service's defaults, then the network mode's, then those given; checked.
     *
     * @throws TorrentException for one that is unknown, wrong, or ruled out by the network mode
     */
    Map<String, Object> effectiveSettings() {
        Map<String, Object> all = new LinkedHashMap<>(DEFAULTS);
        all.putAll(network.settings());
        all.putAll(settings);
        Map<String, Object> checked = SettingRegistry.check(all);
        network.check(checked);
        return checked;
    }
}
