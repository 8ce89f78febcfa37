package org.torrentxt.impl.engine.setting;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.torrentxt.impl.input.Arguments;

/** The valid values of the engine's text settings: some that it accepts crash the JVM (docs/engine-bugs.md). */
final class SettingTexts {
    private static final int MAX_LENGTH = 100_000;
    // user name and password are copied into a buffer of 270 bytes, unchecked
    private static final int MAX_CREDENTIAL = 133;
    private static final Map<String, Integer> MAX_LENGTHS =
            Map.of("proxy_username", MAX_CREDENTIAL, "proxy_password", MAX_CREDENTIAL, "i2p_hostname", 0);

    private SettingTexts() {}

    /**
     * What is expected instead of a value.
     *
     * @return empty if the value is valid
     */
    static Optional<String> expectedInsteadOf(String setting, String text) {
        if (!Arguments.isPlain(text)) {
            return Optional.of("text without control characters and characters beyond U+FFFF");
        }
        int max = MAX_LENGTHS.getOrDefault(setting, MAX_LENGTH);
        if (text.getBytes(StandardCharsets.UTF_8).length <= max) {
            return Optional.empty();
        }
        return Optional.of(
                max == 0 ? "an empty value, as this is not supported" : "at most " + max + " bytes of UTF-8");
    }
}
