package org.torrentxt.impl.backup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://tracker.example/announce",
                "https://tracker.example:443/announce.php",
                "udp://tracker.example:6969",
                "udp://127.0.0.1:6969/",
                "http://[::1]:6969/announce",
                "http://tracker.example/bt/announce"
            })
    void theseTrackersAreKept(String url) {
        assertThat(Secrets.isPlainTracker(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:password@tracker.example/announce",
                "http://user@tracker.example/announce",
                "http://tracker.example/announce?passkey=0123456789abcdef0123456789abcdef",
                "http://tracker.example/announce?a=b",
                "http://tracker.example/announce#secret",
                "http://tracker.example/0123456789abcdef0123456789abcdef/announce",
                "http://tracker.example/announce/abcdefghijklmnopqrstuvwxyz",
                "http://tracker.example/a1b2c3/announce",
                "http://tracker.example/12345/announce",
                "http://tracker.example/a%31/announce",
                "http://0123456789abcdef0123456789abcdef.tracker.example/announce",
                "http://tracker.example/ann ounce",
                "nonsense",
                ""
            })
    void theseAreSecret(String url) {
        assertThat(Secrets.isPlainTracker(url)).isFalse();
        assertThat(Secrets.server(url)).doesNotContain("0123456789abcdef", "password", "user", "a1b2c3", "passkey");
    }

    @Test
    void webSeedsHaveOrdinaryPathsButNoTokens() {
        assertThat(Secrets.isPlainWebSeed("http://mirror.example/debian-12.5.0/iso-cd/"))
                .isTrue();
        assertThat(Secrets.isPlainWebSeed("http://mirror.example/file%20name.iso"))
                .isTrue();
        assertThat(Secrets.isPlainWebSeed("http://mirror.example/f?token=1")).isFalse();
        assertThat(Secrets.isPlainWebSeed("http://u:p@mirror.example/f")).isFalse();
        assertThat(Secrets.isPlainWebSeed("http://mirror.example/0123456789abcdef0123/f"))
                .isFalse();
        assertThat(Secrets.isPlainWebSeed("http://mirror.example/aB3-dE6_gH9jK2mN5pQ8/f"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy_password",
                "setting.proxy_username",
                "password",
                "api.key",
                "tracker passkey",
                "Authorization",
                "access-token"
            })
    void namesOfSecretsAreRecognised(String name) {
        assertThat(Secrets.isSecretName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connections_limit",
                "seed_time_limit",
                "active_seeds",
                "author",
                "save.path",
                "user_agent",
                "proxy_hostname"
            })
    void otherNamesAreNot(String name) {
        assertThat(Secrets.isSecretName(name)).isFalse();
    }
}
