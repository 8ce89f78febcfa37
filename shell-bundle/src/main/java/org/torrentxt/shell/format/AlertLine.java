package org.torrentxt.shell.format;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.torrentxt.api.alert.Alert;

/** An alert as a line for people: {@code 23:50:01.123 default torrentFinished torrent=3}. */
public final class AlertLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final int MAX_VALUE_LENGTH = 120;

    private AlertLine() {}

    /** The line. Long values are cut; their full length is in {@code --json}. */
    public static String of(Alert alert) {
        StringBuilder line = new StringBuilder()
                .append(TIME.format(alert.timestamp().atZone(ZoneId.systemDefault())))
                .append(' ')
                .append(alert.session())
                .append(' ')
                .append(alert.type().alertName());
        if (alert.torrent() > 0) {
            line.append(" torrent=").append(alert.torrent());
        }
        for (Map.Entry<String, Object> detail : new TreeMap<>(alert.details()).entrySet()) {
            line.append(' ').append(detail.getKey()).append('=').append(value(detail.getValue()));
        }
        return line.toString();
    }

    private static String value(Object value) {
        String text = value instanceof Number ? value.toString() : Json.write(value);
        return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH - 3) + "...";
    }
}
