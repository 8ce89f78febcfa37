package org.torrentxt.shell.dht;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.json.Json;

/** Prints a value from the DHT by its hash or by the public key that signed it. */
@Service
@Command(
        scope = "dht",
        name = "get",
        description = "Prints a value from the DHT by its target or public key; fails if the DHT has none."
                + " Example: dht:get TARGET")
public final class GetCommand extends DhtAction {
    private static final int KEY_DIGITS = 64;

    @Argument(
            index = 0,
            name = "target",
            description = "Target printed by dht:put (40 hexadecimal digits) or public key (64)",
            required = true)
    private String target;

    @Option(name = "--salt", description = "Salt: text that distinguishes the values of one public key")
    private String salt;

    @Option(name = "--hex", description = "Print the value in hexadecimal, even if it is text")
    private boolean hex;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        if (target.length() == KEY_DIGITS) {
            byte[] salted = salt == null ? new byte[0] : salt.getBytes(StandardCharsets.UTF_8);
            MutableItem item = answers.await(dht.getMutable(new DhtPublicKey(target), salted))
                    .orElseThrow(this::nothing);
            print(Json.object(item), item.value());
        } else {
            if (salt != null) {
                throw TorrentException.invalid("--salt needs a public key of 64 hexadecimal digits");
            }
            ImmutableItem item =
                    answers.await(dht.getImmutable(new DhtTarget(target))).orElseThrow(this::nothing);
            print(Json.object(item), item.value());
        }
    }

    private CommandException nothing() {
        return new CommandException(
                "no such value on the DHT: " + target + (salt == null ? "" : " with salt '" + salt + "'")
                        + "; values expire after about two hours unless stored again");
    }

    private void print(Map<String, Object> document, byte[] value) {
        if (isJson()) {
            document.put("text", Value.text(value));
            output().json(document);
        } else {
            output().line(Value.show(value, hex));
        }
    }
}
