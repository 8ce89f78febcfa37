package org.torrentxt.impl.engine.setting;

import java.util.Map;
import java.util.TreeMap;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.settings_pack;

/**
 * Applies settings so that socket buffer sizes never change while the session has listen sockets without a TCP
 * acceptor, as with a proxy for peers: libtorrent 2.0.6 dereferences the acceptor unchecked, which crashes the JVM.
 * Sizes set meanwhile are kept, reported as set, and applied as soon as the sockets have acceptors again. Thread-safe.
 */
public final class SocketBuffers {
    private static final String[] NAMES = {"recv_socket_buffer_size", "send_socket_buffer_size"};

    // by number: requested sizes not yet applied to the engine
    private final Map<Integer, Integer> pending = new TreeMap<>();

    /** Applies all settings of a pack except sizes that have to wait. */
    public synchronized void apply(session engine, settings_pack pack) {
        hold(pack);
        applyPending(engine); // separately, before other settings close the acceptors
        engine.apply_settings(pack);
        applyPending(engine);
    }

    private void hold(settings_pack pack) {
        for (String name : NAMES) {
            int number = number(name);
            if (pack.has_val(number)) {
                pending.put(number, pack.get_int(number));
                pack.clear(number);
            }
        }
    }

    private void applyPending(session engine) {
        if (pending.isEmpty() || isProxied(engine.get_settings())) {
            return;
        }
        settings_pack sizes = new settings_pack();
        pending.forEach(sizes::set_int);
        engine.apply_settings(sizes);
        pending.clear();
    }

    /** Adds the sizes still to be applied to the engine's current settings. */
    public synchronized void addPendingTo(settings_pack current) {
        pending.forEach(current::set_int);
    }

    // the engine's condition for opening acceptors
    private static boolean isProxied(settings_pack settings) {
        return !SettingRegistry.get(settings, SettingRegistry.key("proxy_type")).equals(0L)
                && SettingRegistry.get(settings, SettingRegistry.key("proxy_peer_connections"))
                        .equals(true);
    }

    private static int number(String name) {
        return SettingRegistry.key(name).number();
    }
}
