package org.torrentxt.shell.store;

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
import org.torrentxt.shell.action.WaitingAction;
import org.torrentxt.shell.complete.IdentityCompleter;
import org.torrentxt.shell.complete.PublicationKeyCompleter;
import org.torrentxt.shell.dht.Value;
import org.torrentxt.shell.format.Listing;
import org.torrentxt.shell.format.Numbers;
import org.torrentxt.shell.format.Units;

/** Watches values of others, reports their changes, and lists the watches. */
@Service
@Command(
        scope = "dht",
        name = "watch",
        description = "Watches a value and raises an event when it changes, or lists all watches."
                + " Example: dht:watch --wait --timeout 600 alice greeting")
public final class WatchCommand extends StoreAction {
    private static final long NONE = DhtPublications.NO_VERSION;
    private static final Duration FOREVER = Duration.ofDays(3650);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Listing<DhtWatch> LISTING = new Listing<DhtWatch>("No watches; see dht:watch --help")
            .text("Public key", DhtWatch::publicKey)
            .text("Key", DhtWatch::key)
            .number("Version", watch -> Units.count(watch.seq()))
            .text("Checked", watch -> watch.lastLooked().map(Units::time).orElse(Units.UNKNOWN))
            .text("Next check", watch -> Units.time(watch.nextLook()))
            .text("Error", watch -> watch.lastError().orElse(""))
            .hide("Next check", "Checked", "Version", "Error");

    @Argument(
            index = 0,
            name = "publisher",
            description = "Public key (64 hexadecimal digits) or identity of this store")
    @Completion(IdentityCompleter.class)
    private String publisher;

    @Argument(index = 1, name = "key", description = "Key of the value")
    @Completion(PublicationKeyCompleter.class)
    private String key;

    @Option(name = "--cancel", description = "Stop watching the value")
    private boolean cancel;

    @Option(name = "--seen", description = "Version already known; only newer ones are reported; -1 for none")
    private String seen;

    @Option(name = "--wait", description = "Wait for the next change and print it; Ctrl-C stops waiting, not the watch")
    private boolean wait;

    @Option(name = "--timeout", description = "Seconds to wait before failing, or a time such as 5m; needs --wait")
    private String timeout;

    @Option(name = "--hex", description = "Print the value in hexadecimal, even if it is text")
    private boolean hex;

    @Option(name = "--json", description = "Print one JSON document")
    private boolean json;

    @Option(name = "--no-format", description = "Print rows without a header, separated by tabs")
    private boolean noFormat;

    @Override
    void run(DhtStore store) throws Exception {
        Optional<Duration> limit = WaitingAction.waitLimit(wait, timeout);
        if ((publisher == null) != (key == null) || publisher == null && (cancel || wait) || cancel && wait) {
            throw TorrentException.invalid(
                    "specify a publisher and a key with at most one of --cancel and --wait, or neither to list"
                            + " all watches");
        }
        if (json && cancel || noFormat && publisher != null) {
            throw TorrentException.invalid(
                    "--json does not work with --cancel, and --no-format works with the list only");
        }
        if (seen != null && (publisher == null || cancel)) {
            throw TorrentException.invalid("--seen works only when starting a watch, not with --cancel or the list");
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
            throw new CommandException("no watch of " + publisher + " under '" + key + "'; see dht:watch");
        }
        output().line("Watch cancelled: %s of %s", key, publisher);
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
                throw new TorrentException(
                        ErrorCode.NO_SESSION, "the DHT store was stopped; no more changes will be reported");
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
