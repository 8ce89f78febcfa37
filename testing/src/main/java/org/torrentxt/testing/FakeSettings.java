package org.torrentxt.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.EncryptionPolicy.Level;
import org.torrentxt.api.EncryptionPolicy.Mode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;

/** Some settings of each type, with libtorrent's defaults but for the alert queue; values are stored unchecked. */
final class FakeSettings implements SessionSettings {
    private final List<Setting> settings = new CopyOnWriteArrayList<>(List.of(
            new Setting("alert_queue_size", Type.INT, 10_000L, 2_000L),
            new Setting("enable_dht", Type.BOOL, true, true),
            new Setting("connections_limit", Type.INT, 200L, 200L),
            new Setting("proxy_password", Type.STRING, "secret", ""),
            new Setting("download_rate_limit", Type.INT, 0L, 0L),
            new Setting("upload_rate_limit", Type.INT, 0L, 0L),
            new Setting("unchoke_slots_limit", Type.INT, 8L, 8L),
            new Setting("in_enc_policy", Type.INT, 1L, 1L),
            new Setting("out_enc_policy", Type.INT, 1L, 1L),
            new Setting("allowed_enc_level", Type.INT, 3L, 3L)));

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
        return new EncryptionPolicy(
                Mode.values()[number("in_enc_policy")],
                Mode.values()[number("out_enc_policy")],
                Level.values()[number("allowed_enc_level") - 1]);
    }

    private int number(String name) {
        return ((Number) get(name).value()).intValue();
    }
}
