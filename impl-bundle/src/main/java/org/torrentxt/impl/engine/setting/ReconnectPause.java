package org.torrentxt.impl.engine.setting;

import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.settings_pack;

/**
 * Has the engine connect at once to peers that failed lately: {@code min_reconnect_time} is 0 until it is told to wait
 * again. The setting is reported, and can be set meanwhile, as if that were not so. Thread-safe.
 */
public final class ReconnectPause {
    private static final String NAME = "min_reconnect_time";

    private int suspensions;
    private int configured; // while there are suspensions

    /** Lets it connect at once, until {@link #resume} is called as often. */
    public synchronized void suspend(session engine) {
        if (suspensions == 0) {
            configured = engine.get_settings().get_int(number());
            set(engine, 0);
        }
        suspensions++;
    }

    /** Ends a suspension. */
    public synchronized void resume(session engine) {
        suspensions--;
        if (suspensions == 0) {
            set(engine, configured);
        }
    }

    /** Takes the setting out of what is about to be applied, if it has to wait. */
    public synchronized void hold(settings_pack pack) {
        if (suspensions > 0 && pack.has_val(number())) {
            configured = pack.get_int(number());
            pack.clear(number());
        }
    }

    /** Puts the setting that is still to be applied into the engine's current settings. */
    public synchronized void addPendingTo(settings_pack current) {
        if (suspensions > 0) {
            current.set_int(number(), configured);
        }
    }

    private static void set(session engine, int seconds) {
        settings_pack pack = new settings_pack();
        pack.set_int(number(), seconds);
        engine.apply_settings(pack);
    }

    private static int number() {
        return SettingRegistry.key(NAME).number();
    }
}
