package org.torrentxt.shell.session;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.SpeedPolicy;
import org.torrentxt.json.Document;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Units;

/** Shows which rate limits of a session are in force, and switches them. */
@Service
@Command(
        scope = "torrent",
        name = "turtle",
        description = "Shows which rate limits of a session are in force, or switches to the alternative or the normal"
                + " ones."
                + " Example: torrent:turtle on")
public final class TurtleCommand extends SessionAction {
    /**
     * What is printed as JSON.
     *
     * @param alternative whether the alternative limits are in force
     * @param scheduled whether the time of day switches
     * @param downloadLimit the normal one, in bytes per second, 0 for none
     * @param uploadLimit the normal one
     * @param alternativeDownloadLimit bytes per second, 0 for none
     * @param alternativeUploadLimit bytes per second, 0 for none
     */
    public record Speeds(
            boolean alternative,
            boolean scheduled,
            long downloadLimit,
            long uploadLimit,
            long alternativeDownloadLimit,
            long alternativeUploadLimit)
            implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of(
                    "alternative",
                    alternative,
                    "scheduled",
                    scheduled,
                    "downloadLimit",
                    downloadLimit,
                    "uploadLimit",
                    uploadLimit,
                    "alternativeDownloadLimit",
                    alternativeDownloadLimit,
                    "alternativeUploadLimit",
                    alternativeUploadLimit);
        }
    }

    @Argument(index = 0, name = "switch", description = "on for the alternative limits, off for the normal ones")
    @Completion(
            value = StringsCompleter.class,
            values = {"on", "off"})
    private String state;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    protected void run() {
        if (state != null && !state.equals("on") && !state.equals("off")) {
            throw TorrentException.invalid("invalid switch '" + state + "': expected on or off");
        }
        SpeedPolicy policy = PolicyServices.require(services(), session()).speeds();
        if (state != null) {
            policy.useAlternative(state.equals("on"));
        }
        AlternativeSpeeds alternative = policy.alternative();
        Speeds speeds = new Speeds(
                policy.isAlternative(),
                alternative.isScheduled(),
                policy.downloadLimit(),
                policy.uploadLimit(),
                alternative.downloadLimit(),
                alternative.uploadLimit());
        if (json) {
            output().json(speeds);
        } else {
            output().details(details(speeds, alternative));
        }
    }

    private Details details(Speeds speeds, AlternativeSpeeds alternative) {
        return new Details()
                .group("Rate limits of session " + session().name())
                .add("In force", speeds.alternative() ? "alternative" : "normal")
                .add("Normal", both(speeds.downloadLimit(), speeds.uploadLimit()))
                .add("Alternative", both(speeds.alternativeDownloadLimit(), speeds.alternativeUploadLimit()))
                .add("Schedule", speeds.scheduled() ? schedule(alternative) : "off");
    }

    private static String both(long download, long upload) {
        return Units.rateLimit(download) + " down, " + Units.rateLimit(upload) + " up";
    }

    private static String schedule(AlternativeSpeeds alternative) {
        return alternative.begin() + " to " + alternative.end() + ", "
                + alternative.days().stream()
                        .map((DayOfWeek day) -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                        .collect(Collectors.joining(" "));
    }
}
