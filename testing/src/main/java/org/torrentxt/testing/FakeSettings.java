package org.torrentxt.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;

/** Two numbers, a boolean and a password; values are stored unchecked. */
final class FakeSettings implements SessionSettings {
    private final List<Setting> settings = new CopyOnWriteArrayList<>(List.of(
            new Setting("alert_queue_size", Type.INT, 10_000L, 2_000L),
            new Setting("enable_dht", Type.BOOL, true, true),
            new Setting("connections_limit", Type.INT, 200L, 200L),
            new Setting("proxy_password", Type.STRING, "secret", "")));

    @Override
    public List<Setting> list() {
        return List.copyOf(settings);
    }

    @Override
    public Setting get(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid("unknown setting '" + name + "'"));
    }

    @Override
    public void set(Map<String, ?> values) {
        values.keySet().forEach(this::get); // all or none
        settings.replaceAll(setting -> values.containsKey(setting.name())
                ? new Setting(setting.name(), setting.type(), values.get(setting.name()), setting.defaultValue())
                : setting);
    }

    @Override
    public EncryptionPolicy encryption() {
        throw new UnsupportedOperationException("encryption");
    }
}
