package org.torrentxt.web.rpc.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.torrentxt.api.Credentials;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Arguments;
import org.torrentxt.web.rpc.call.ServerFolders;

/**
 * The method {@code session-set}: everything is checked before anything is changed. What is set to what is shown changes
 * nothing. It lasts as long as other changes of settings at run time.
 */
final class SessionSet {
    private static final int MEBIBYTE = 1 << 20;
    private static final int MINUTE = 60;
    private static final int MOST_CONNECTIONS = 0xffffff;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_MEBIBYTES = 2047;
    private static final int MOST_MINUTES = 35_000_000;

    private final Arguments arguments;
    private final SessionView session;
    private final Map<String, Object> settings = new HashMap<>();
    private final List<Runnable> afterwards = new ArrayList<>();

    private SessionSet(Arguments arguments, SessionView session) {
        this.arguments = arguments;
        this.session = session;
    }

    static Answer call(Arguments arguments, SessionView session) {
        SessionSet set = new SessionSet(Unchanged.removedFrom(arguments, session), session);
        set.read();
        PolicyChange.takeNormalRates(set.settings, session).ifPresent(set.afterwards::add);
        if (!set.settings.isEmpty()) {
            session.session().settings().set(set.settings); // all or none
        }
        set.afterwards.forEach(Runnable::run);
        return Answer.NONE;
    }

    private void read() {
        SessionFields.FIXED.forEach(this::refuseOther);
        session.policies()
                .ifPresentOrElse(
                        policies -> afterwards.addAll(PolicyChange.read(arguments, session, policies)),
                        () -> PolicyFields.OFF.forEach(this::refuseWithoutPolicies));
        SessionFields.SWITCHED.forEach(this::change);
        truth("dht-enabled", "enable_dht");
        truth("lpd-enabled", "enable_lsd");
        truth("utp-enabled", "enable_outgoing_utp", "enable_incoming_utp");
        truth("tcp-enabled", "enable_outgoing_tcp", "enable_incoming_tcp");
        truth("port-forwarding-enabled", "enable_upnp", "enable_natpmp");
        truth("queue-stalled-enabled", "dont_count_slow_torrents");
        number(
                "queue-stalled-minutes",
                1,
                MOST_MINUTES,
                minutes -> settings.put("auto_manage_startup", minutes * MINUTE));
        number("cache-size-mb", 1, MOST_MEBIBYTES, size -> settings.put("max_queued_disk_bytes", size * MEBIBYTE));
        number("peer-limit-global", 2, MOST_CONNECTIONS, limit -> settings.put("connections_limit", limit));
        number("peer-port", 1, HIGHEST_PORT, port -> settings.put("listen_interfaces", listenAt(port)));
        encryption();
        preferences();
    }

    private void preferences() {
        SessionPreferences preferences = session.preferences();
        ServerFolders.of(arguments, "download-dir")
                .ifPresent(folder -> afterwards.add(() -> preferences.setDownloadFolder(folder)));
        arguments
                .truth("start-added-torrents")
                .ifPresent(starts -> afterwards.add(() -> preferences.setStartsAdded(starts)));
        arguments.text("blocklist-url").ifPresent(this::blocklistUrl);
        number(
                "peer-limit-per-torrent",
                2,
                MOST_CONNECTIONS,
                limit -> afterwards.add(() -> preferences.setPeerLimit(limit)));
        boolean isBlocking = !session.session().ipFilter().rules().isEmpty();
        arguments.truth("blocklist-enabled").filter(on -> on != isBlocking).ifPresent(on -> {
            throw TorrentException.invalid("blocklist-enabled cannot be changed: a block list is in force once it is"
                    + " loaded with blocklist-update, and until torrent:ip-filter --clear");
        });
    }

    private void blocklistUrl(String url) {
        if (Credentials.hide(url).equals(url) && !Credentials.remove(url).equals(url)) {
            throw Arguments.invalid("blocklist-url", "a URL with its user and password, which are hidden", url);
        }
        afterwards.add(() -> session.preferences().setBlocklistUrl(url));
    }

    private void change(Switched switched) {
        Optional<Long> value = switched.unit() == 1
                ? arguments.number(switched.valueName(), 0, Integer.MAX_VALUE)
                : arguments.kilobytes(switched.valueName());
        Optional<Boolean> on = arguments.truth(switched.switchName());
        if (value.isPresent() || on.isPresent()) {
            afterwards.add(switched.change(session, value.orElse(null), on.orElse(null), settings));
        }
    }

    private void truth(String name, String... names) {
        arguments.truth(name).ifPresent(on -> {
            for (String setting : names) {
                settings.put(setting, on);
            }
        });
    }

    private void number(String name, long least, long most, Consumer<Long> change) {
        arguments.number(name, least, most).ifPresent(change);
    }

    // addresses and kinds of the interfaces stay as they are
    private String listenAt(long port) {
        String now =
                session.session().settings().get("listen_interfaces").value().toString();
        return now.replaceAll(":\\d+([a-z]*)(?=\\s*(?:,|$))", ":" + port + "$1");
    }

    private void encryption() {
        arguments
                .text("encryption")
                .map(word -> Encryption.named(word)
                        .orElseThrow(() -> Arguments.invalid("encryption", Encryption.EXPECTED, word)))
                .ifPresent(encryption -> settings.putAll(encryption.settings()));
    }

    private void refuseOther(String name, Object only) {
        refuseOther(name, only, "TorrentXT does not have this");
    }

    private void refuseWithoutPolicies(String name, Object only) {
        refuseOther(name, only, "the session has no policies; install the feature torrentxt-policy");
    }

    private void refuseOther(String name, Object only, String why) {
        arguments.value(name).filter(value -> !isSame(value, only)).ifPresent(value -> {
            throw Arguments.invalid(name, shown(only) + " (" + why + ")", value);
        });
    }

    private static String shown(Object only) {
        return only.equals("") ? "an empty text" : only.toString();
    }

    private static boolean isSame(Object value, Object only) {
        Optional<Long> number = Arguments.asNumber(value);
        return only.equals(value)
                || only instanceof Integer expected
                        && number.filter(one -> one == expected.longValue()).isPresent();
    }
}
