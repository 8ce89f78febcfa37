package org.torrentxt.impl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.EncryptionPolicy.Level;
import org.torrentxt.api.EncryptionPolicy.Mode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.SessionSettings.Type;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.PeerDisconnected;
import org.torrentxt.api.alert.TorrentFinished;
import org.torrentxt.api.create.TorrentFormat;
import org.torrentxt.api.status.PeerFlag;
import org.torrentxt.impl.engine.torrent.LimitTest;
import org.torrentxt.impl.fixture.LocalSession;
import org.torrentxt.impl.fixture.Seed;
import org.torrentxt.impl.fixture.Sessions;
import org.torrentxt.impl.fixture.Wait;

/** Settings that change what a running session does; {@link LimitTest} has those of its rates. */
class SettingsTest {
    // the bits of libtorrent's peer_flags_t

    @TempDir
    Path folder;

    @RegisterExtension
    final Sessions sessions = new Sessions();

    private static EncryptionPolicy both(Mode mode, Level level) {
        return new EncryptionPolicy(mode, mode, level);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void theEncryptionPolicyIsReadBackAsSet(Mode mode) {
        SessionSettings settings =
                sessions.start("encryption", folder).session().settings();
        for (Level level : Level.values()) {
            EncryptionPolicy policy = new EncryptionPolicy(mode, Mode.ENABLED, level);
            settings.setEncryption(policy);
            assertThat(settings.encryption()).isEqualTo(policy);
            assertThat(settings.get("in_enc_policy").value()).isEqualTo((long) mode.code());
            assertThat(settings.get("out_enc_policy").value()).isEqualTo((long) Mode.ENABLED.code());
            assertThat(settings.get("allowed_enc_level").value()).isEqualTo((long) level.code());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"PLAINTEXT", "RC4"})
    void peersThatBothForceEncryptionConnectEncrypted(Level level) {
        Seed seed = sessions.seed(folder, 2_000_000, TorrentFormat.V1, Map.of("upload_rate_limit", 50_000));
        seed.session().session().settings().setEncryption(both(Mode.FORCED, level));
        LocalSession leecher = sessions.leecher(folder);
        leecher.session().settings().setEncryption(both(Mode.FORCED, level));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        PeerFlag expected = level == Level.RC4 ? PeerFlag.RC4_ENCRYPTED : PeerFlag.PLAINTEXT_ENCRYPTED;
        Wait.until(
                "the peer is encrypted",
                () -> torrent.peers().stream().anyMatch(peer -> peer.flags().contains(expected)));
        seed.session().session().settings().set("upload_rate_limit", 0);
        leecher.alerts().await(TorrentFinished.class);
    }

    @Test
    void aPeerThatForcesEncryptionAndOneThatHasNoneDoNotConnect() {
        Seed seed = sessions.seed(folder, 300_000, TorrentFormat.V1);
        seed.session().session().settings().setEncryption(both(Mode.FORCED, Level.BOTH));
        // the engine dials in plain text and encrypted by turns, each time later by this many seconds
        LocalSession leecher = sessions.leecher(folder, Map.of("min_reconnect_time", 1));
        leecher.session().settings().setEncryption(both(Mode.DISABLED, Level.BOTH));
        Torrent torrent = leecher.session().add(seed.download().build()).torrent();
        leecher.alerts()
                .await(
                        PeerDisconnected.class,
                        alert -> alert.endpoint().equals(seed.session().endpoint()));
        assertThat(torrent.pieces().cardinality()).isZero();
        assertThat(torrent.status().orElseThrow().isFinished()).isFalse();

        leecher.session().settings().setEncryption(both(Mode.ENABLED, Level.BOTH));
        torrent.pause();
        torrent.resume();
        torrent.connectPeer(seed.session().endpoint());
        leecher.alerts().await(TorrentFinished.class);
    }

    @Test
    void everySettingTellsItsTypeAndDefault() {
        SessionSettings settings = sessions.start("types", folder).session().settings();
        assertThat(settings.list()).allSatisfy(setting -> {
            Class<?> kind = setting.type() == Type.INT
                    ? Long.class
                    : setting.type() == Type.BOOL ? Boolean.class : String.class;
            assertThat(setting.value()).isInstanceOf(kind);
            assertThat(setting.defaultValue()).isInstanceOf(kind);
            assertThat(settings.get(setting.name())).isEqualTo(setting);
        });
        assertThat(settings.get("enable_upnp").value()).isEqualTo(false);
        assertThat(settings.get("enable_upnp").defaultValue()).isEqualTo(true);
    }

    @Test
    void aWrongSettingLeavesAllAsTheyAre() {
        SessionSettings settings = sessions.start("wrong", folder).session().settings();
        settings.set(Map.of("connections_limit", 123L, "enable_dht", "false", "user_agent", "someone"));
        assertThat(settings.get("connections_limit").value()).isEqualTo(123L);
        assertThat(settings.get("enable_dht").value()).isEqualTo(false);
        assertThat(settings.get("user_agent").value()).isEqualTo("someone");
        assertThatThrownBy(() -> settings.set(Map.of("connections_limit", 5, "user_agnet", "else")))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("user_agent");
        assertThat(settings.get("connections_limit").value()).isEqualTo(123L);
    }
}
