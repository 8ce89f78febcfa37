package org.torrentxt.shell.fake;

import java.util.List;
import java.util.Map;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.SessionSettings;

/** Numbers, a switch and a password, which never change. */
final class FakeSettings implements SessionSettings {
    @Override
    public List<Setting> list() {
        return List.of(
                new Setting("alert_queue_size", Type.INT, 10_000L, 2_000L),
                new Setting("enable_dht", Type.BOOL, true, true),
                new Setting("connections_limit", Type.INT, 200L, 200L),
                new Setting("proxy_password", Type.STRING, "secret", ""));
    }

    @Override
    public Setting get(String name) {
        return list().stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void set(Map<String, ?> values) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EncryptionPolicy encryption() {
        throw new UnsupportedOperationException();
    }
}
