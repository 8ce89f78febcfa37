package org.torrentxt.shell.format;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;

/** Parses whole numbers and times as typed; messages say what is expected. */
public final class Numbers {
    /** The longest accepted time in seconds: some 31 years. */
    public static final long MAX_SECONDS = 999_999_999;

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*([smhd]?)", Pattern.CASE_INSENSITIVE);

    private Numbers() {}

    /**
     * Parses a whole number.
     *
     * @param name what the number is for, for the message
     * @throws TorrentException INVALID_ARGUMENT if it is anything else, or out of range
     */
    public static long parse(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, like numbers out of range
        }
        throw TorrentException.invalid("invalid " + name + " '" + text + "': expected a number, " + least
                + (most >= Integer.MAX_VALUE ? " or more" : " to " + most));
    }

    /**
     * Parses a time: {@code 90} (seconds), {@code 90s}, {@code 5m}, {@code 2h} or {@code 1d}.
     *
     * @param name what the time is for, for the message
     * @param least seconds
     * @param most seconds
     * @throws TorrentException INVALID_ARGUMENT if it is anything else, or out of range
     */
    public static Duration parseTime(String name, String text, long least, long most) {
        Matcher matcher = TIME.matcher(text.strip());
        long seconds = matcher.matches() ? Long.parseLong(matcher.group(1)) * unit(matcher.group(2)) : -1;
        if (seconds < least || seconds > most) {
            throw TorrentException.invalid("invalid " + name + " '" + text + "': expected seconds, " + least
                    + (most >= MAX_SECONDS ? " or more" : " to " + most) + ", or a time such as 5m");
        }
        return Duration.ofSeconds(seconds);
    }

    private static long unit(String letter) {
        return switch (letter) {
            case "m", "M" -> 60;
            case "h", "H" -> 3600;
            case "d", "D" -> 86_400;
            default -> 1;
        };
    }
}
