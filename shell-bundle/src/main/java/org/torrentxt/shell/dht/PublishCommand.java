package org.torrentxt.shell.dht;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Json;

/** Publishes a value under an identity and a key. */
@Service
@Command(
        scope = "dht",
        name = "publish",
        description =
                "Publishes a value under an identity and a key. Example: dht:publish alice greeting 'hello world'")
public final class PublishCommand extends StoreAction {
    @Argument(index = 0, name = "identity", description = "An identity that dht:keygen made", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Argument(index = 1, name = "key", description = "The value's name, up to 64 bytes of text", required = true)
    private String key;

    @Argument(index = 2, name = "value", description = "The value: text, up to 996 bytes of it", required = true)
    private String value;

    @Option(name = "--hex", description = "The value is hexadecimal digits")
    private boolean hex;

    @Override
    void run(DhtStore store) throws Exception {
        DhtPublication result = await(store.publications().publish(identity, key, Value.parse(value, hex)));
        if (result.status().numNodes() == 0) {
            throw new CommandException(
                    "no DHT node took the value; see dht:state, and name nodes in dht.bootstrap.nodes");
        }
        if (isJson()) {
            Map<String, Object> document = Json.object(result.item());
            document.put("numNodes", result.status().numNodes());
            output().json(document);
        } else {
            output().details(new Details()
                    .group("Published " + key)
                    .add("Public key", result.item().publicKey())
                    .add("Version", result.item().seq())
                    .add("Nodes", result.status().numNodes()));
        }
    }
}
