package org.torrentxt.shell.torrent;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.shell.format.Numbers;

/** The words of limits: a value, {@code none}, or {@code session}. */
final class ShareLimitOptions {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(\\.\\d{1,9})?");

    private ShareLimitOptions() {}

    /** Sets what the text of an option says; null for nothing. */
    static void ratio(String text, OwnShareLimits.Builder limits) {
        set(text, limits::ratioMode, value -> limits.ratio(Optional.of(parseRatio(value))));
    }

    static void seedingTime(String text, OwnShareLimits.Builder limits) {
        set(
                text,
                limits::seedingTimeMode,
                value -> limits.seedingTime(Optional.of(parseTime("--seeding-time", value))));
    }

    static void idleTime(String text, OwnShareLimits.Builder limits) {
        set(text, limits::idleTimeMode, value -> limits.idleTime(Optional.of(parseTime("--idle-time", value))));
    }

    static void action(String text, OwnShareLimits.Builder limits) {
        if (text != null) {
            limits.action(
                    text.equals(LimitMode.SESSION.label())
                            ? Optional.empty()
                            : Optional.of(ShareAction.parse("--action", text)));
        }
    }

    private static void set(String text, Consumer<LimitMode> mode, Consumer<String> value) {
        if (text == null) {
            return;
        }
        if (text.equals(LimitMode.SESSION.label())) {
            mode.accept(LimitMode.SESSION);
        } else if (text.equals(LimitMode.NONE.label())) {
            mode.accept(LimitMode.NONE);
        } else {
            value.accept(text);
            mode.accept(LimitMode.OWN);
        }
    }

    private static double parseRatio(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw TorrentException.invalid(
                    "invalid --ratio '" + text + "': expected a number such as 2.5, none, or session");
        }
        return ShareLimits.checkRatio("--ratio", Double.parseDouble(text));
    }

    private static Duration parseTime(String option, String text) {
        return Numbers.parseTime(option, text, 1, ShareLimits.MAX_TIME.toSeconds());
    }
}
