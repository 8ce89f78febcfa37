package org.torrentxt.impl.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.saved.SavedSession;
import org.torrentxt.impl.engine.setting.SettingRegistry;

/** Applies settings that were set at run time before the session was stopped; those of the configuration win. */
final class SavedSettings {
    private static final Logger LOG = LoggerFactory.getLogger(SavedSettings.class);

    private SavedSettings() {}

    /**
     * Applies them; those that are not possible now are dropped.
     *
     * @param apply applies checked settings
     */
    static void restore(
            String session, SavedSession saved, EngineOptions options, Consumer<Map<String, Object>> apply) {
        Map<String, Object> all = new LinkedHashMap<>(saved.settings());
        all.keySet().stream().filter(options.named()::contains).toList().forEach(name -> {
            all.remove(name);
            saved.forgetSetting(name);
        });
        if (all.isEmpty()) {
            return;
        }
        try {
            apply.accept(checked(all));
        } catch (TorrentException e) {
            all.forEach((name, value) -> restore(session, saved, name, value, apply));
        }
    }

    private static void restore(
            String session, SavedSession saved, String name, Object value, Consumer<Map<String, Object>> apply) {
        try {
            apply.accept(checked(Map.of(name, value)));
        } catch (TorrentException e) {
            LOG.warn("Session {}: setting {} is not restored: {}", session, name, e.getMessage());
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
}
