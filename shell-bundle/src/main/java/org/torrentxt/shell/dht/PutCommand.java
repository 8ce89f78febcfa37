package org.torrentxt.shell.dht;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.Dht;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.dht.DhtPutResult;
import org.torrentxt.api.dht.DhtTarget;
import org.torrentxt.api.dht.MutableItem;
import org.torrentxt.json.Json;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Numbers;

/** Stores a value on the DHT once: under its own hash, or under the public key of a key pair. */
@Service
@Command(
        scope = "dht",
        name = "put",
        description = "Stores a value on the DHT and prints its target, or stores it under a public key; it"
                + " expires after about two hours."
                + " Example: dht:put 'hello world'")
public final class PutCommand extends DhtAction {
    @Argument(index = 0, name = "value", description = "Value: text of up to 996 bytes", required = true)
    private String value;

    @Option(name = "--hex", description = "The value is given in hexadecimal")
    private boolean hex;

    @Option(
            name = "--key",
            description = "File with the seed of a key pair, as written by dht:keys --export, to store the value"
                    + " under its public key; see dht:publish to keep it alive")
    @Completion(FileCompleter.class)
    private String seedFile;

    @Option(name = "--salt", description = "Salt: text of up to 64 bytes that distinguishes the values of one key")
    private String salt;

    @Option(name = "--expect", description = "Store only if this is the current version under the key; -1 for none")
    private String expected;

    @Override
    void run(Dht dht, DhtAnswer answers) throws Exception {
        byte[] bytes = Value.parse(value, hex);
        if (seedFile != null) {
            print(answers.await(put(dht, SeedFile.read(path(seedFile)), bytes)));
            return;
        }
        if (salt != null || expected != null) {
            throw TorrentException.invalid("--salt and --expect need --key");
        }
        DhtTarget target = answers.await(dht.putImmutable(bytes));
        if (isJson()) {
            output().json(Map.of("target", target));
        } else {
            output().line(target.hex());
        }
    }

    private CompletionStage<DhtPutResult> put(Dht dht, DhtKeyPair keys, byte[] bytes) {
        byte[] salted = salt == null ? new byte[0] : salt.getBytes(StandardCharsets.UTF_8);
        if (expected == null) {
            return dht.putMutable(keys, salted, bytes);
        }
        long version = Numbers.parse("--expect", expected, Dht.NO_VERSION, Long.MAX_VALUE - 1);
        return dht.putMutable(MutableItem.sign(keys, salted, version + 1, bytes), OptionalLong.of(version));
    }

    private void print(DhtPutResult result) {
        MutableItem item = result.item();
        if (isJson()) {
            Map<String, Object> document = Json.object(item);
            document.put("target", item.target());
            document.put("numNodes", result.numNodes());
            output().json(document);
        } else {
            output().details(new Details()
                    .group("Stored")
                    .add("Public key", item.publicKey())
                    .add("Version", item.seq())
                    .add("Nodes", result.numNodes()));
        }
    }
}
