package org.torrentxt.shell.dht;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtTarget;

/** Stores a value on the DHT under its own hash, and prints that. */
@Service
@Command(
        scope = "dht",
        name = "put",
        description = "Stores a value under its hash, and prints that; the DHT forgets it in about two hours."
                + " Example: dht:put 'hello world'")
public final class PutCommand extends DhtAction {
    @Argument(index = 0, name = "value", description = "The value: text, up to 996 bytes of it", required = true)
    private String value;

    @Option(name = "--hex", description = "The value is hexadecimal digits")
    private boolean hex;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        DhtTarget target = answers.await(dht.putImmutable(Value.parse(value, hex)));
        if (isJson()) {
            output().json(Map.of("target", target));
        } else {
            output().line(target.hex());
        }
    }
}
