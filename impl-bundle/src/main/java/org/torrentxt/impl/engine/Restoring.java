package org.torrentxt.impl.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.saved.OwnState;
import org.torrentxt.impl.engine.setting.SettingRegistry;

/** Brings a session that starts back to what was saved of it beside its torrents; what cannot be used now is logged. */
final class Restoring {
    private static final Logger LOG = LoggerFactory.getLogger(Restoring.class);

    private final SessionParts session;
    private final OwnState saved;

    Restoring(SessionParts session, OwnState saved) {
        this.session = session;
        this.saved = saved;
    }

    /** Restores settings, IP filter, DHT nodes, and whether the session is paused. */
    void run() {
        restoreSettings();
        restoreIpFilter();
        restoreDht();
        if (saved.wasPaused()) {
            session.engine.run(engine -> engine.pause());
        }
    }

    // Those set at run time; those of the configuration win, and those that are not possible now are dropped.
    private void restoreSettings() {
        Map<String, Object> all = new LinkedHashMap<>(saved.settings());
        all.keySet().stream()
                .filter(session.options().named()::contains)
                .toList()
                .forEach(name -> {
                    all.remove(name);
                    saved.forgetSetting(name);
                });
        if (all.isEmpty()) {
            return;
        }
        try {
            session.applyChecked(checked(all));
        } catch (TorrentException e) {
            all.forEach(this::restore);
        }
    }

    private void restore(String name, Object value) {
        try {
            session.applyChecked(checked(Map.of(name, value)));
        } catch (TorrentException e) {
            LOG.warn("Session {}: setting {} is not restored: {}", session.name(), name, e.getMessage());
            saved.forgetSetting(name);
        }
    }

    private static Map<String, Object> checked(Map<String, Object> saved) {
        Map<String, Object> values = new LinkedHashMap<>();
        saved.forEach((name, value) -> values.put(
                name,
                value instanceof Long number && SettingRegistry.key(name).type() == SessionSettings.Type.BOOL
                        ? (Object) (number != 0)
                        : value));
        return SettingRegistry.check(values);
    }

    private void restoreIpFilter() {
        try {
            if (!saved.ipFilter().isEmpty()) {
                session.ipFilter.replace(saved.ipFilter());
            }
        } catch (RuntimeException e) {
            LOG.warn("Session {}: the saved IP filter is not used: {}", session.name(), e.getMessage());
        }
    }

    private void restoreDht() {
        try {
            saved.dhtState().ifPresent(session.dht::loadState);
        } catch (RuntimeException e) {
            LOG.warn("Session {}: the saved DHT nodes are not used: {}", session.name(), e.getMessage());
        }
    }
}
