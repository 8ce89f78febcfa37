package org.torrentxt.shell.store;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.torrentxt.api.dht.store.DhtPublication;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.json.Json;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.PublicationKeyCompleter;
import org.torrentxt.shell.dht.DhtAnswer;
import org.torrentxt.shell.dht.Value;
import org.torrentxt.shell.format.Details;
import org.torrentxt.shell.format.Numbers;

/** Publishes a value under an identity and a key, and keeps it alive. */
@Service
@Command(
        scope = "dht",
        name = "publish",
        description = "Publishes a value under an identity and a key, and keeps it alive until dht:unpublish."
                + " Example: dht:publish alice greeting 'hello world'")
public final class PublishCommand extends StoreAnswerAction {
    @Argument(index = 0, name = "identity", description = "Identity created by dht:keygen", required = true)
    @Completion(IdentityCompleter.class)
    private String identity;

    @Argument(index = 1, name = "key", description = "Key of the value, up to 64 bytes of text", required = true)
    @Completion(PublicationKeyCompleter.class)
    private String key;

    @Argument(index = 2, name = "value", description = "Value: text of up to 996 bytes", required = true)
    private String value;

    @Option(name = "--hex", description = "The value is given in hexadecimal")
    private boolean hex;

    @Option(name = "--expect", description = "Publish only if this is the current version; -1 for none")
    private String expected;

    @Override
    void run(DhtStore store, DhtAnswer answers) throws Exception {
        byte[] bytes = Value.parse(value, hex);
        Optional<Long> version =
                Optional.ofNullable(expected).map(text -> Numbers.parse("--expect", text, -1, Long.MAX_VALUE));
        DhtPublication publication = answers.await(Passphrase.use(
                console(),
                store.identities().find(identity),
                passphrase -> publish(store.publications(), version, bytes, passphrase)));
        if (isJson()) {
            output().json(StatusView.document(publication));
        } else {
            output().details(new Details()
                    .group("Published " + key)
                    .add("Public key", publication.item().publicKey())
                    .add("Version", publication.item().seq())
                    .add("State", Json.text(publication.status().state()))
                    .add("Nodes", publication.status().numNodes())
                    .add("Error", publication.status().lastError()));
        }
    }

    private CompletionStage<DhtPublication> publish(
            DhtPublications publications, Optional<Long> version, byte[] bytes, Optional<char[]> passphrase) {
        if (passphrase.isPresent()) {
            return publish(publications, version, bytes, passphrase.get());
        }
        return version.isEmpty()
                ? publications.publish(identity, key, bytes)
                : publications.compareAndSet(identity, key, version.get(), bytes);
    }

    private CompletionStage<DhtPublication> publish(
            DhtPublications publications, Optional<Long> version, byte[] bytes, char[] passphrase) {
        return version.isEmpty()
                ? publications.publish(identity, key, bytes, passphrase)
                : publications.compareAndSet(identity, key, version.get(), bytes, passphrase);
    }
}
