package org.torrentxt.impl.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;

/** The keys {@code anonymous.mode} and {@code encryption} of a configuration, read as the engine's settings. */
final class PrivacyKeys {
    private static final String ANONYMOUS = "anonymous.mode";
    private static final String ENCRYPTION = "encryption";
    private static final String ANONYMOUS_SETTING = "anonymous_mode";
    private static final int FORCED = 0;
    private static final int ENABLED = 1;
    private static final int DISABLED = 2;
    private static final int RC4 = 2;
    private static final int BOTH = 3;

    private PrivacyKeys() {}

    /**
     * The engine's settings, by libtorrent's names; none for a key that is not set.
     *
     * @throws TorrentException naming the key, the value and what is expected
     */
    static Map<String, Object> read(ConfigurationValues values) {
        Map<String, Object> settings = new LinkedHashMap<>();
        values.text(ANONYMOUS).ifPresent(text -> settings.put(ANONYMOUS_SETTING, isOn(text)));
        values.text(ENCRYPTION).ifPresent(text -> settings.putAll(encryption(text)));
        return settings;
    }

    /** The key for a setting, for messages. */
    static String key(String setting) {
        return setting.equals(ANONYMOUS_SETTING) ? ANONYMOUS : ENCRYPTION;
    }

    /** What goes with anonymous mode unless it is configured: the engine would still name itself in its peer ids. */
    static Map<String, Object> defaults(Map<String, Object> settings) {
        boolean isAnonymous = Boolean.parseBoolean(
                settings.getOrDefault(ANONYMOUS_SETTING, false).toString());
        return isAnonymous ? Map.of("peer_fingerprint", "") : Map.of();
    }

    private static boolean isOn(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw TorrentException.invalid("invalid " + ANONYMOUS + " '" + text + "': expected true or false");
        }
        return text.equals("true");
    }

    private static Map<String, Object> encryption(String text) {
        return switch (text) {
            case "allowed" -> encryption(ENABLED, BOTH);
            case "required" -> encryption(FORCED, RC4);
            case "disabled" -> encryption(DISABLED, BOTH);
            default ->
                throw TorrentException.invalid(
                        "unknown " + ENCRYPTION + " '" + text + "': expected allowed, required or disabled");
        };
    }

    private static Map<String, Object> encryption(int policy, int level) {
        return Map.of("in_enc_policy", policy, "out_enc_policy", policy, "allowed_enc_level", level);
    }
}
