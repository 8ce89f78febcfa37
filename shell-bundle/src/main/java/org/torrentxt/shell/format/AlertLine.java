package org.torrentxt.shell.format;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.torrentxt.api.alert.Alert;
import org.torrentxt.api.alert.AlertTopics;
import org.torrentxt.json.Json;

/** An alert as a readable line: {@code 23:50:01.123 default torrentFinished torrent=3 name=ubuntu.iso}. */
public final class AlertLine {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}._:/\\[\\]@+-]+");
    private static final String NAME_SUFFIX = "Name";
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
            line.append(" name=").append(value(alert.origin().torrentName()));
        }
        Map<String, Object> details = new TreeMap<>(alert.details());
        details.remove(AlertTopics.TORRENT_NAME);
        for (Map.Entry<String, Object> detail : details.entrySet()) {
            String key = detail.getKey();
            boolean isName = key.endsWith(NAME_SUFFIX)
                    && details.containsKey(key.substring(0, key.length() - NAME_SUFFIX.length()));
            // a number that has a name is shown as the name
            if (!isName) {
                line.append(' ')
                        .append(key)
                        .append('=')
                        .append(value(details.getOrDefault(key + NAME_SUFFIX, detail.getValue())));
            }
        }
        return line.toString();
    }

    private static String value(Object value) {
        return Columns.cut(text(value), MAX_VALUE_LENGTH, true);
    }

    private static String text(Object value) {
        if (!(value instanceof String text)) {
            return value instanceof Number ? value.toString() : Json.write(value);
        }
        return WORD.matcher(text).matches()
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
