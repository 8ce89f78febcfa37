package org.torrentxt.shell.dht;

import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.ImmutableItem;
import org.torrentxt.shell.format.Json;

/** Prints a value of the DHT by its hash. */
@Service
@Command(
        scope = "dht",
        name = "get",
        description = "Prints the value of a hash; fails if the DHT has none. Example: dht:get TARGET")
public final class GetCommand extends DhtAction {
    @Argument(index = 0, name = "target", description = "The hash that dht:put printed: 40 digits", required = true)
    private String target;

    @Option(name = "--hex", description = "Print the value as hexadecimal digits, even if it is text")
    private boolean hex;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        ImmutableItem item = answers.await(dht.getImmutable(new DhtTarget(target)))
                .orElseThrow(() -> new CommandException("the DHT has no value under " + target
                        + "; values last about two hours unless they are stored again"));
        if (isJson()) {
            Map<String, Object> document = Json.object(item);
            document.put("text", Value.text(item.value()));
            output().json(document);
        } else {
            output().line(Value.show(item.value(), hex));
        }
    }
}
