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
import org.torrentxt.shell.format.Json;

/** Prints a value of the DHT by its hash, or by the key that signed it. */
@Service
@Command(
        scope = "dht",
        name = "get",
        description = "Prints the value of a hash or a public key; fails if the DHT has none. Example: dht:get TARGET")
public final class GetCommand extends DhtAction {
    private static final int KEY_DIGITS = 64;

    @Argument(
            index = 0,
            name = "target",
            description = "The hash that dht:put printed: 40 digits; or a public key: 64 digits",
            required = true)
    private String target;

    @Option(name = "--salt", description = "What tells apart the values of one public key: text")
    private String salt;

    @Option(name = "--hex", description = "Print the value as hexadecimal digits, even if it is text")
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
                throw TorrentException.invalid("--salt is for the values of a public key, which has 64 digits");
            }
            ImmutableItem item =
                    answers.await(dht.getImmutable(new DhtTarget(target))).orElseThrow(this::nothing);
            print(Json.object(item), item.value());
        }
    }

    private CommandException nothing() {
        return new CommandException("the DHT has no value under " + target + (salt == null ? "" : " and '" + salt + "'")
                + "; values last about two hours unless they are stored again");
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
