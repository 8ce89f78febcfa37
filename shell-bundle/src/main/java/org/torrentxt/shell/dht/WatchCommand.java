package org.torrentxt.shell.dht;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtPublications;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.api.dht.store.DhtStoreTopics;
import org.torrentxt.api.dht.store.DhtWatch;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.PublicationKeyCompleter;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;
import org.torrentxt.shell.support.WaitingAction;

/** Looks after values of others, tells of their changes, and lists what is looked after. */
@Service
@Command(
        scope = "dht",
        name = "watch",
        description = "Watches a value and raises an event when it changes; lists all watches if none is given."
                + " Example: dht:watch --wait --timeout 600 alice greeting")
public final class WatchCommand extends StoreAction {
    private static final long NONE = DhtPublications.NO_VERSION;
    private static final Duration FOREVER = Duration.ofDays(3650);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Listing<DhtWatch> LISTING = new Listing<DhtWatch>("No watches; see dht:watch --help")
            .text("Public key", DhtWatch::publicKey)
            .text("Key", DhtWatch::key)
            .number("Version", watch -> Units.count(watch.seq()))
            .text("Looked", watch -> watch.lastLooked().map(Units::time).orElse(Units.UNKNOWN))
            .text("Next", watch -> Units.time(watch.nextLook()))
            .text("Error", watch -> watch.lastError().orElse(""))
            .hide("Next", "Looked", "Version", "Error");

    @Argument(index = 0, name = "publisher", description = "A public key of 64 digits, or an identity of this store")
    @Completion(IdentityCompleter.class)
    private String publisher;

    @Argument(index = 1, name = "key", description = "The value's name")
    @Completion(PublicationKeyCompleter.class)
    private String key;

    @Option(name = "--cancel", description = "End the watch")
    private boolean cancel;

    @Option(name = "--seen", description = "The version that is known; only newer ones are reported; -1 for none")
    private String seen;

    @Option(name = "--wait", description = "Wait for the next change and print it; Ctrl-C ends the waiting only")
    private boolean wait;

    @Option(name = "--timeout", description = "Seconds after which --wait gives up, and fails")
    private String timeout;

    @Option(name = "--hex", description = "Print the value as hexadecimal digits, even if it is text")
    private boolean hex;

    @Option(name = "--json", description = "Print one JSON document")
    private boolean json;

    @Option(name = "--no-format", description = "Print the rows alone, separated by tabs")
    private boolean noFormat;

    @Override
    void run(DhtStore store) throws Exception {
        Optional<Duration> limit = WaitingAction.waitLimit(wait, timeout);
        if ((publisher == null) != (key == null) || publisher == null && (cancel || wait) || cancel && wait) {
            throw TorrentException.invalid(
                    "name a publisher and a key, with --cancel or --wait if you like; or nothing at all for the list");
        }
        if (json && cancel || noFormat && publisher != null) {
            throw TorrentException.invalid("--json is not for --cancel, and --no-format is for the list alone");
        }
        if (seen != null && (publisher == null || cancel)) {
            throw TorrentException.invalid("--seen is for a watch that begins, and not for --cancel or the list");
        }
        if (publisher == null) {
            output().listing(LISTING, store.watches().list(), json, noFormat);
        } else if (cancel) {
            cancel(store, publicKey(store, publisher));
        } else if (wait) {
            untilInterrupted(() -> await(store, publicKey(store, publisher), limit.orElse(FOREVER)));
        } else {
            print(watch(store, publicKey(store, publisher)));
        }
    }

    private DhtWatch watch(DhtStore store, DhtPublicKey publicKey) {
        long known = seen == null ? NONE : Numbers.parse("--seen", seen, NONE, Long.MAX_VALUE);
        return store.watches().watch(publicKey, key, known);
    }

    private void cancel(DhtStore store, DhtPublicKey publicKey) throws CommandException {
        if (!store.watches().cancel(publicKey, key)) {
            throw new CommandException("nothing of " + publisher + " is watched under '" + key + "'; see dht:watch");
        }
        output().line("Not watched any more: %s of %s", key, publisher);
    }

    private void print(DhtWatch watch) {
        if (json) {
            output().json(watch);
        } else {
            output().line("Watching: %s of %s", key, publisher);
        }
    }

    private Map<String, Object> next(ValueFeed feed, Duration limit) throws InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Optional<Map<String, Object>> change = feed.next(left.compareTo(LOOK) < 0 ? left : LOOK);
            if (change.isPresent()) {
                return change.get();
            }
            if (left.compareTo(LOOK) <= 0) {
                throw new TimeoutException("no change of " + key + " of " + publisher + " in " + Units.duration(limit));
            }
            if (!services().isThere(DhtStore.class)) {
                throw new TorrentException(ErrorCode.NO_SESSION, "the DHT store was stopped; no change will come");
            }
        }
    }

    private void await(DhtStore store, DhtPublicKey publicKey, Duration limit)
            throws InterruptedException, TimeoutException {
        try (ValueFeed feed = ValueFeed.open(context(), publicKey, key)) {
            watch(store, publicKey);
            Map<String, Object> change = next(feed, limit);
            byte[] value = (byte[]) change.get(DhtStoreTopics.VALUE);
            if (json) {
                change.put("text", Value.text(value));
                output().json(new TreeMap<>(change));
            } else {
                output().line(Value.show(value, hex));
            }
        }
    }
}
