package org.torrentxt.impl.engine.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"proxy_username", "proxy_password"})
    void credentialsThatOverflowTheEnginesBufferAreRefused(String name) {
        assertThat(SettingRegistry.check(Map.of(name, "x".repeat(133)))).containsKey(name);
        assertThatThrownBy(() -> SettingRegistry.check(Map.of(name, "x".repeat(134))))
                .hasMessageContaining("at most 133 bytes");
        assertThatThrownBy(() -> SettingRegistry.check(Map.of(name, "\u00fc".repeat(67))))
                .hasMessageContaining("at most 133 bytes");
    }

    @Test
    void aPasswordIsInNoMessage() {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("proxy_password", "secret" + "x".repeat(134))))
                .hasMessageContaining("proxy_password=***")
                .hasMessageNotContaining("secret");
    }

    @Test
    void whatTheEngineIsNotSafeWithIsRefused() {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("i2p_hostname", "127.0.0.1")))
                .hasMessageContaining("not supported");
        assertThat(SettingRegistry.check(Map.of("i2p_hostname", ""))).containsEntry("i2p_hostname", "");
    }

    @Test
    void noTextIsLongerThanAnybodyNeeds() {
        assertThatThrownBy(() -> SettingRegistry.check(Map.of("user_agent", "x".repeat(100_001))))
                .hasMessageContaining("at most 100000 bytes");
    }
}
