package org.torrentxt.impl.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.impl.engine.dht.BootstrapNodes;
import org.torrentxt.impl.engine.setting.SettingRegistry;
import org.torrentxt.impl.input.Arguments;

/** The settings of a running session. */
final class EngineSettings implements SessionSettings {
    private final LiveSettings live;
    private final Consumer<Map<String, Object>> apply;

    /**
     * The settings of a session.
     *
     * @param apply applies checked settings
     */
    EngineSettings(LiveSettings live, Consumer<Map<String, Object>> apply) {
        this.live = live;
        this.apply = apply;
    }

    @Override
    public List<Setting> list() {
        settings_pack current = current();
        settings_pack defaults = libtorrent.default_settings();
        List<Setting> settings = new ArrayList<>();
        for (SettingRegistry.Key key : SettingRegistry.keys()) {
            settings.add(read(key, current, defaults));
        }
        return settings;
    }

    @Override
    public Setting get(String name) {
        SettingRegistry.Key key = SettingRegistry.key(Objects.requireNonNull(name, "name"));
        return read(key, current(), libtorrent.default_settings());
    }

    // With all DHT nodes, of which the engine's setting contains only some.
    private settings_pack current() {
        settings_pack current = live.current();
        SettingRegistry.put(
                current, Map.of(BootstrapNodes.SETTING, live.bootstrapNodes().all()));
        return current;
    }

    @Override
    public EncryptionPolicy encryption() {
        settings_pack current = current();
        return new EncryptionPolicy(
                EncryptionPolicy.Mode.values()[number(current, "in_enc_policy")],
                EncryptionPolicy.Mode.values()[number(current, "out_enc_policy")],
                EncryptionPolicy.Level.values()[number(current, "allowed_enc_level") - 1]);
    }

    private static int number(settings_pack pack, String name) {
        return Math.toIntExact((Long) SettingRegistry.get(pack, SettingRegistry.key(name)));
    }

    private static Setting read(SettingRegistry.Key key, settings_pack current, settings_pack defaults) {
        return new Setting(
                key.name(), key.type(), SettingRegistry.get(current, key), SettingRegistry.get(defaults, key));
    }

    @Override
    public void set(Map<String, ?> values) {
        apply.accept(SettingRegistry.check(Arguments.map("values", values)));
    }
}
