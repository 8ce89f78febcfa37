package org.torrentxt.impl.engine.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.SessionSettings.Setting;
import org.torrentxt.api.SessionSettings.Type;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.fixture.LocalSession;

class SettingRegistryTest {
    @TempDir
    Path folder;

    @Test
    void namesTheNearestOfAnUnknownSetting() {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("downlod_rate_limit", 1)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("downlod_rate_limit")
                .hasMessageContaining("download_rate_limit");
    }

    @Test
    void refusesWrongTypesAndNumbersOutOfRange() {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("enable_dht", "perhaps")))
                .hasMessageContaining("true or false");
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("download_rate_limit", "fast")))
                .hasMessageContaining("invalid rate 'fast' for setting download_rate_limit");
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("download_rate_limit", 1L << 31)))
                .hasMessageContaining("2147483647");
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("user_agent", 7))).hasMessageContaining("text");
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("user_agent", "x\r\nX-Other: 1")))
                .hasMessageContaining("control characters");
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("alert_queue_size", Integer.MAX_VALUE)))
                .hasMessageContaining("10000000");
    }

    @ParameterizedTest
    @CsvSource({
        "outgoing_port, 65536, 0 to 65535",
        "num_outgoing_ports, -1, 0 to 65535",
        "proxy_port, 65536, 0 to 65535",
        "i2p_port, -1, 0 to 65535",
        "peer_turnover, 101, 0 to 100",
        "peer_turnover_cutoff, -1, 0 to 100",
        "peer_dscp, 64, 0 to 63",
        "torrent_connect_boost, 256, 0 to 255",
        "aio_threads, 0, 1 to 256",
        "num_optimistic_unchoke_slots, -1, 0 to 2147483647",
        "dht_max_dht_items, 0, 1 to 2147483647",
        "allowed_enc_level, 4, 1 to 3"
    })
    void saysWhatWouldBeInRange(String setting, long value, String range) {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of(setting, value)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContainingAll(setting + "=" + value, range);
    }

    @Test
    void readsTextAsTheSettingsType() {
        assertThat(SettingRegistry.check(Map.of("enable_dht", "false", "connections_limit", " 12 ")))
                .containsEntry("enable_dht", false)
                .containsEntry("connections_limit", 12L);
    }

    @Test
    void everySettingIsListedAndCanBeWrittenBack() {
        try (LocalSession local = LocalSession.start("settings", folder)) {
            SessionSettings settings = local.session().settings();
            assertThat(settings.list())
                    .hasSizeGreaterThan(150)
                    .extracting(Setting::name)
                    .contains("user_agent", "enable_dht", "download_rate_limit")
                    .doesNotContain("alert_mask");
            Map<String, Object> all = new HashMap<>();
            settings.list().forEach(setting -> all.put(setting.name(), setting.value()));
            settings.set(all);
            assertThat(settings.get("download_rate_limit"))
                    .isEqualTo(new Setting("download_rate_limit", Type.INT, 0L, 0L));
            settings.set("download_rate_limit", "5000000");
            assertThat(settings.get("download_rate_limit").value()).isEqualTo(5_000_000L);
            assertThatThrownBy(() -> settings.set(Map.of("upload_rate_limit", 1, "no_such_key", 2)))
                    .isInstanceOf(TorrentException.class);
            assertThat(settings.get("upload_rate_limit").value()).isEqualTo(0L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "download_rate_limit, 10MB, 10000000",
        "upload_rate_limit, 1.5 MiB/s, 1572864",
        "upload_rate_limit, none, 0",
        "send_buffer_watermark, 3M, 3145728",
        "max_queued_disk_bytes, 1GB, 1000000000",
        "connections_limit, none, 16777215",
        "active_seeds, none, -1",
        "active_seeds, 7, 7"
    })
    void sizesRatesAndLimitsAreReadAsOnTheConsole(String name, String text, long value) {
        assertThat(SettingRegistry.check(Map.of(name, text))).containsEntry(name, value);
    }

    @Test
    void numbersAreTakenInWhateverTypeTheyCome() {
        for (Object number : List.of((byte) 7, (short) 7, 7, 7L, 7.0f, 7.0, "7", " 7 ")) {
            assertThat(SettingRegistry.check(Map.of("active_seeds", number))).containsEntry("active_seeds", 7L);
        }
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("active_seeds", 7.5)))
                .hasMessageContaining("whole number");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*:6881",
                "*",
                "6881",
                ":6881",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:66666",
                "300.1.1.1:1",
                "::1:6881",
                "[::1]",
                "[eth0]:1",
                "localhost:6881",
                "host.example.com:6881",
                "eth0:x",
                "a b:1"
            })
    void whatTheEngineWouldSkipInSilenceIsRefused(String interfaces) {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("listen_interfaces", "127.0.0.1:0," + interfaces)))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("invalid listen interface '" + interfaces + "': ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:6881",
                "0.0.0.0:6881,[::]:6881",
                "[::1]:0",
                "eth0:6881s",
                "eth0.100:1l",
                "tun0:1 , lo:2"
            })
    void whatTheEngineUnderstandsIsTaken(String interfaces) {
        assertThat(SettingRegistry.check(Map.of("listen_interfaces", interfaces)))
                .containsEntry("listen_interfaces", interfaces);
    }
}
