package org.torrentxt.impl.engine.setting;

import java.util.Map;
import java.util.TreeMap;
import org.libtorrent4j.swig.settings_pack;

/**
 * Keeps the engine from all networks while the session's device cannot be used: its sockets cannot leave by another
 * one, but it would look up names, and retry peers for nothing. The settings are reported, and can be set meanwhile, as
 * if that were not so. Thread-safe.
 */
public final class OfflineSettings {
    private static final Map<String, Object> OFFLINE = Map.of(
            "dht_bootstrap_nodes", "",
            "enable_dht", false,
            "enable_lsd", false,
            "enable_natpmp", false,
            "enable_outgoing_tcp", false,
            "enable_outgoing_utp", false,
            "enable_upnp", false);

    private final Map<String, Object> own = new TreeMap<>(); // as set, while offline
    private boolean isOffline;

    /** True while the engine is kept from networks. */
    public synchronized boolean isOffline() {
        return isOffline;
    }

    /**
     * Keeps the engine from networks, or no longer.
     *
     * @param offline whether it is to be kept from them
     * @param pack gets the settings that the engine is to be given for that, over its own
     * @param current the engine's current settings
     */
    public synchronized void change(boolean offline, settings_pack pack, settings_pack current) {
        if (offline && !isOffline) {
            OFFLINE.keySet().forEach(name -> own.put(name, SettingRegistry.get(current, SettingRegistry.key(name))));
        } else if (!offline && isOffline) {
            own.forEach((name, value) -> {
                if (!pack.has_val(SettingRegistry.key(name).number())) {
                    SettingRegistry.put(pack, Map.of(name, value));
                }
            });
            own.clear();
        }
        isOffline = offline;
        hold(pack);
        if (offline) {
            SettingRegistry.put(pack, OFFLINE);
        }
    }

    /** Takes what is about to be applied out of a pack, as far as it has to wait. */
    public synchronized void hold(settings_pack pack) {
        if (!isOffline) {
            return;
        }
        OFFLINE.forEach((name, value) -> {
            SettingRegistry.Key key = SettingRegistry.key(name);
            if (pack.has_val(key.number())) {
                own.put(name, SettingRegistry.get(pack, key));
                SettingRegistry.put(pack, Map.of(name, value));
            }
        });
    }

    /** Puts the settings that wait into the engine's current settings. */
    public synchronized void addPendingTo(settings_pack current) {
        SettingRegistry.put(current, own);
    }
}
