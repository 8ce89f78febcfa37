package org.torrentxt.api.policy;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;

/** What becomes of a torrent that has reached a limit. */
public enum ShareAction {
    /** It is paused. */
    PAUSE("pause"),
    /** It is removed from the session; its files remain. */
    REMOVE("remove"),
    /** It is removed from the session, and its files are deleted. */
    REMOVE_WITH_FILES("remove-with-files");

    private final String label;

    ShareAction(String label) {
        this.label = label;
    }

    /** The word for it in configurations, attributes, events and commands. */
    public String label() {
        return label;
    }

    /**
     * The action of that word.
     *
     * @param what the name of the value, for the message
     * @param label not null
     * @throws TorrentException {@link ErrorCode#INVALID_ARGUMENT} for any other text
     */
    public static ShareAction parse(String what, String label) {
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(action -> action.label.equals(label))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid("invalid " + what + " '" + label + "': expected "
                        + Arrays.stream(values()).map(ShareAction::label).collect(Collectors.joining(", "))));
    }
}
