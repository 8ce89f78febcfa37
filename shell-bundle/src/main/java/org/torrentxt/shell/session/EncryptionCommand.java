package org.torrentxt.shell.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.torrentxt.api.EncryptionPolicy;
import org.torrentxt.api.EncryptionPolicy.Level;
import org.torrentxt.api.EncryptionPolicy.Mode;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.json.Json;
import org.torrentxt.shell.action.SessionAction;
import org.torrentxt.shell.format.Details;

/** Shows or sets the encryption of peer connections. */
@Service
@Command(
        scope = "torrent",
        name = "encryption",
        description = "Shows or sets the encryption of peer connections."
                + " Example: torrent:encryption --incoming forced --outgoing forced --level rc4")
public final class EncryptionCommand extends SessionAction {
    @Option(name = "--incoming", description = "Encryption of incoming connections: forced, enabled or disabled")
    @Completion(
            value = StringsCompleter.class,
            values = {"forced", "enabled", "disabled"})
    private String incoming;

    @Option(name = "--outgoing", description = "Encryption of outgoing connections: forced, enabled or disabled")
    @Completion(
            value = StringsCompleter.class,
            values = {"forced", "enabled", "disabled"})
    private String outgoing;

    @Option(name = "--level", description = "Allowed methods: plaintext (handshake only), rc4 (everything) or both")
    @Completion(
            value = StringsCompleter.class,
            values = {"plaintext", "rc4", "both"})
    private String level;

    @Option(name = "--json", description = "Print one JSON object")
    private boolean json;

    @Override
    protected void run() {
        TorrentSession session = session();
        SessionSettings settings = session.settings();
        EncryptionPolicy before = settings.encryption();
        EncryptionPolicy policy = new EncryptionPolicy(
                parse(Mode.class, "--incoming", incoming, before.incoming()),
                parse(Mode.class, "--outgoing", outgoing, before.outgoing()),
                parse(Level.class, "--level", level, before.level()));
        if (!policy.equals(before)) {
            settings.setEncryption(policy);
        }
        if (json) {
            output().json(policy);
        } else {
            output().details(new Details()
                    .group("Encryption of session " + session.name())
                    .add("Incoming", Json.text(policy.incoming()))
                    .add("Outgoing", Json.text(policy.outgoing()))
                    .add("Level", Json.text(policy.level())));
        }
    }

    private static <E extends Enum<E>> E parse(Class<E> type, String option, String text, E otherwise) {
        if (text == null) {
            return otherwise;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Json.text(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> TorrentException.invalid("invalid " + option + " '" + text + "': expected one of "
                        + Arrays.stream(type.getEnumConstants()).map(Json::text).collect(Collectors.joining(", "))));
    }
}
