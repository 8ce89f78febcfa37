package org.torrentxt.shell.format;

import org.torrentxt.api.SessionSettings.Setting;

/** Settings as displayed: passwords are hidden. */
public final class Settings {
    private static final String HIDDEN = "(hidden)";

    private Settings() {}

    /** The value as text; for a password, only that one is set. */
    public static String value(Setting setting) {
        return String.valueOf(shown(setting).value());
    }

    /** The setting; without its value if it is a password. */
    public static Setting shown(Setting setting) {
        boolean isSecret =
                setting.name().endsWith("password") && !setting.value().equals("");
        return isSecret ? new Setting(setting.name(), setting.type(), HIDDEN, setting.defaultValue()) : setting;
    }
}
