package org.torrentxt.shell.store;

import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.api.dht.store.DhtLookup;
import org.torrentxt.api.dht.store.DhtLookups;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.json.Json;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.PublicationKeyCompleter;
import org.torrentxt.shell.dht.DhtAnswer;
import org.torrentxt.shell.dht.Value;

/** Prints the value published under a key. */
@Service
@Command(
        scope = "dht",
        name = "lookup",
        description = "Prints the value published under a key; fails if the DHT has none."
                + " Example: dht:lookup alice greeting")
public final class LookupCommand extends StoreAnswerAction {
    @Argument(
            index = 0,
            name = "publisher",
            description = "Public key (64 hexadecimal digits) or identity of this store",
            required = true)
    @Completion(IdentityCompleter.class)
    private String publisher;

    @Argument(index = 1, name = "key", description = "Key of the value", required = true)
    @Completion(PublicationKeyCompleter.class)
    private String key;

    @Option(name = "--fresh", description = "Ask the DHT even if the answer is cached")
    private boolean fresh;

    @Option(name = "--hex", description = "Print the value in hexadecimal, even if it is text")
    private boolean hex;

    @Override
    void run(DhtStore store, DhtAnswer answers) throws Exception {
        DhtPublicKey publicKey = publicKey(store, publisher);
        DhtLookups lookups = store.lookups();
        Optional<DhtLookup<MutableItem>> found =
                answers.await(fresh ? lookups.getFresh(publicKey, key) : lookups.get(publicKey, key));
        DhtLookup<MutableItem> lookup = found.orElseThrow(() -> new CommandException("no value of " + publisher
                + " under '" + key + "' on the DHT; values expire after about two hours unless published again"));
        if (isJson()) {
            Map<String, Object> document = Json.object(lookup.item());
            document.put("text", Value.text(lookup.item().value()));
            document.put("retrieved", lookup.retrieved());
            output().json(document);
        } else {
            output().line(Value.show(lookup.item().value(), hex));
        }
    }
}
