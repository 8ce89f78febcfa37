package org.torrentxt.impl.engine;

import java.util.Map;
import java.util.TreeMap;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.settings_pack;

/**
 * Applies settings so that the sizes of socket buffers never change while the session has listen sockets without a TCP acceptor, as it
 * has with a proxy for peers: libtorrent 2.0.6 dereferences the acceptor without looking, and the JVM dies. Sizes set meanwhile are
 * kept, reported as set, and applied as soon as the sockets have acceptors again. Thread-safe.
 */
final class SocketBuffers {
    private static final String[] NAMES = {"recv_socket_buffer_size", "send_socket_buffer_size"};

    // by number: the sizes that were asked for and that the engine does not have yet
    private final Map<Integer, Integer> pending = new TreeMap<>();

    /** Applies all settings of a pack but for sizes that would have to wait. */
    synchronized void apply(session engine, settings_pack pack) {
        hold(pack);
        applyPending(engine); // alone, before other settings close the acceptors
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

    /** Puts the sizes that are still to be applied into the engine's current settings. */
    synchronized void addPendingTo(settings_pack current) {
        pending.forEach(current::set_int);
    }

    // as the engine decides what to open
    private static boolean isProxied(settings_pack settings) {
        return !SettingRegistry.get(settings, SettingRegistry.key("proxy_type")).equals(0L)
                && SettingRegistry.get(settings, SettingRegistry.key("proxy_peer_connections"))
                        .equals(true);
    }

    private static int number(String name) {
        return SettingRegistry.key(name).number();
    }
}
