package org.torrentxt.shell.torrent;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.json.Document;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Torrents;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.session.PolicyServices;

/** Lists or sets the limits after which torrents stop seeding. */
@Service
@Command(
        scope = "torrent",
        name = "share-limit",
        description =
                "Lists or sets the torrents' own limits after which they stop seeding: those of the session, their"
                        + " own, or none."
                        + " Example: torrent:share-limit --ratio 2.5 --idle-time none 3 5-9")
public final class ShareLimitCommand extends PropertyAction<ShareLimitCommand.Limited> {
    /**
     * A row as JSON: {@code session}, {@code none}, or the torrent's own limit.
     *
     * @param id the torrent's id
     * @param name the torrent's name; empty until it is known
     * @param ratioLimit a number as text
     * @param seedingTimeLimit seconds as text
     * @param idleTimeLimit seconds as text
     * @param action what becomes of it
     */
    public record Row(
            int id, String name, String ratioLimit, String seedingTimeLimit, String idleTimeLimit, String action)
            implements Document {
        @Override
        public Map<String, Object> document() {
            return Document.of(
                    "id",
                    id,
                    "name",
                    name,
                    "ratioLimit",
                    ratioLimit,
                    "seedingTimeLimit",
                    seedingTimeLimit,
                    "idleTimeLimit",
                    idleTimeLimit,
                    "action",
                    action);
        }
    }

    /**
     * A row of the listing.
     *
     * @param status of the torrent
     * @param limits its own; those of the session where its attributes make no sense
     */
    record Limited(TorrentStatus status, OwnShareLimits limits) {
        String ratio(Function<Double, String> text) {
            return text(limits.ratioMode(), limits.ratio(), text);
        }

        String seedingTime(Function<Duration, String> text) {
            return text(limits.seedingTimeMode(), limits.seedingTime(), text);
        }

        String idleTime(Function<Duration, String> text) {
            return text(limits.idleTimeMode(), limits.idleTime(), text);
        }

        String action() {
            return limits.action().map(ShareAction::label).orElse(LimitMode.SESSION.label());
        }

        private static <T> String text(LimitMode mode, Optional<T> own, Function<T, String> text) {
            return mode == LimitMode.OWN ? own.map(text).orElseThrow() : mode.label();
        }
    }

    private static final Listing<Limited> LISTING = new Listing<Limited>(Torrents.NONE)
            .number("ID", limited -> limited.status().id())
            .number("Ratio", limited -> limited.ratio(String::valueOf))
            .number("Seeding time", limited -> limited.seedingTime(Units::duration))
            .number("Idle time", limited -> limited.idleTime(Units::duration))
            .text("Action", Limited::action)
            .text("Name", limited -> Torrents.title(limited.status()))
            .hide("Action", "Seeding time", "Idle time", "Ratio");

    @Option(name = "--ratio", description = "Bytes sent for each byte received, such as 2.5, or none, or session")
    private String ratio;

    @Option(name = "--seeding-time", description = "How long it seeds, such as 90m, 12h or 30d, or none, or session")
    private String seedingTime;

    @Option(
            name = "--idle-time",
            description = "How long it seeds without sending anything, such as 30m, or none, or session")
    private String idleTime;

    @Option(name = "--action", description = "What happens then: pause, remove, remove-with-files or session")
    @Completion(
            value = StringsCompleter.class,
            values = {"pause", "remove", "remove-with-files", "session"})
    private String action;

    @Override
    protected void prepare() {
        changed(OwnShareLimits.builder().build());
    }

    private OwnShareLimits changed(OwnShareLimits before) {
        OwnShareLimits.Builder limits = before.toBuilder();
        ShareLimitOptions.ratio(ratio, limits);
        ShareLimitOptions.seedingTime(seedingTime, limits);
        ShareLimitOptions.idleTime(idleTime, limits);
        ShareLimitOptions.action(action, limits);
        return limits.build();
    }

    @Override
    boolean isChange() {
        return Stream.of(ratio, seedingTime, idleTime, action).anyMatch(limit -> limit != null);
    }

    @Override
    void change(Torrent torrent) {
        PolicyServices.require(services(), session())
                .shares()
                .setOwnLimits(torrent, changed(own(torrent.attributes())));
    }

    private static OwnShareLimits own(Map<String, String> attributes) {
        try {
            return OwnShareLimits.of(attributes);
        } catch (TorrentException e) {
            return OwnShareLimits.builder().build(); // the policy has told
        }
    }

    @Override
    String changed() {
        return "Share limits set";
    }

    @Override
    Listing<Limited> listing() {
        return LISTING;
    }

    @Override
    List<Limited> rows(List<Torrent> torrents) {
        return Torrents.statuses(torrents)
                .map(status -> new Limited(status, own(status.attributes())))
                .toList();
    }

    @Override
    Row document(Limited limited) {
        return new Row(
                limited.status().id(),
                limited.status().name(),
                limited.ratio(String::valueOf),
                limited.seedingTime(time -> String.valueOf(time.toSeconds())),
                limited.idleTime(time -> String.valueOf(time.toSeconds())),
                limited.action());
    }
}
