package org.torrentxt.shell.support;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.torrentxt.api.Labels;
import org.torrentxt.api.TorrentException;

/** Reads options for labels and attributes of torrents. */
public final class NoteOptions {
    private NoteOptions() {}

    /**
     * Labels; each text may contain several, separated by commas.
     *
     * @return sorted; empty if the option was not given
     * @throws TorrentException INVALID_ARGUMENT if one is malformed
     */
    public static Set<String> labels(Collection<String> texts) {
        List<String> labels = texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
        return Labels.labels(labels);
    }

    /**
     * Attributes, each as {@code KEY=VALUE}.
     *
     * @param option its name, for the message
     * @return sorted by key; empty if the option was not given
     * @throws TorrentException INVALID_ARGUMENT if one is malformed, or a key is given twice
     */
    public static Map<String, String> attributes(String option, Collection<String> texts) {
        Map<String, String> attributes = new TreeMap<>();
        for (String text : texts) {
            int end = text.indexOf('=');
            if (end < 0) {
                throw TorrentException.invalid("invalid " + option + " '" + text + "': expected KEY=VALUE");
            }
            String key = text.substring(0, end).strip();
            if (attributes.put(key, text.substring(end + 1)) != null) {
                throw TorrentException.invalid("attribute set twice: '" + key + "'; specify it once");
            }
        }
        return Labels.attributes(attributes);
    }
}
