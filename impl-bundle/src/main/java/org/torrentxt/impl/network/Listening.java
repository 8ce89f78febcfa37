package org.torrentxt.impl.network;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.ListenFailed;
import org.torrentxt.api.alert.ListenSucceeded;

/** The TCP endpoints that a session listens on: those reported by alerts that are still open. */
public final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
    private static final String TCP = "tcp";
    private static final Duration OPENING = Duration.ofSeconds(10); // takes the engine a moment, unless it has failed

    private final String session;
    private final Set<Endpoint> endpoints = new CopyOnWriteArraySet<>();
    private final CountDownLatch answered = new CountDownLatch(1);
    private final LongSupplier nanos;
    private volatile ListenInterfaces configured = new ListenInterfaces(List.of());
    private volatile long openingUntil;

    public Listening(String session) {
        this(session, System::nanoTime);
    }

    /**
     * Creates an instance.
     *
     * @param nanos the time in nanoseconds, as {@link System#nanoTime}
     */
    Listening(String session, LongSupplier nanos) {
        this.session = session;
        this.nanos = nanos;
        this.openingUntil = nanos.getAsLong();
    }

    public void opened(ListenSucceeded alert) {
        if (alert.socketType().equals(TCP)
                && !GatewayEntry.isAt(alert.endpoint().address())) {
            endpoints.add(alert.endpoint());
            answered.countDown();
        }
    }

    public void failed(ListenFailed alert) {
        if (GatewayEntry.isAt(alert.endpoint())) {
            return; // of no interest to users
        }
        LOG.warn(
                "Session {} cannot listen on {} ({}): {}; choose another address or port in listen.interfaces",
                session,
                alert.endpoint(),
                alert.socketType(),
                alert.failure().errorMessage());
        openingUntil = nanos.getAsLong();
        answered.countDown();
    }

    /** Sets the endpoints that should be open. */
    public void configure(String interfaces) {
        ListenInterfaces changed = ListenInterfaces.parse(interfaces);
        if (!changed.equals(configured)) {
            openingUntil = nanos.getAsLong() + OPENING.toNanos();
        }
        configured = changed;
    }

    ListenInterfaces configured() {
        return configured;
    }

    /** The state of each entry of the setting, except those for SSL, whose state is unknown. */
    public List<ListenCheck.Result> check() {
        List<ListenInterfaces.Entry> entries =
                configured.entries().stream().filter(entry -> !entry.isSsl()).toList();
        Set<Endpoint> open = Set.copyOf(endpoints());
        boolean isOpening = nanos.getAsLong() - openingUntil < 0;
        return entries.stream()
                .map(entry -> ListenCheck.check(entry, withoutThoseOfOthers(open, entry, entries)))
                .map(result -> isOpening ? result.whileOpening() : result)
                .toList();
    }

    // sockets of an entry are those on its port, and those on a port of no other entry
    private static List<Endpoint> withoutThoseOfOthers(
            Set<Endpoint> open, ListenInterfaces.Entry entry, List<ListenInterfaces.Entry> entries) {
        return open.stream()
                .filter(endpoint -> endpoint.port() == entry.port()
                        || entries.stream().noneMatch(other -> ListenCheck.isAt(other, endpoint)))
                .toList();
    }

    /**
     * Drops endpoints that are closed when the setting {@code listen_interfaces} changes. The engine keeps the sockets
     * of unchanged entries, and does not report them again.
     */
    public void change(String before, String after) {
        List<Entry> old = Entry.list(before);
        List<Entry> kept = Entry.list(after);
        endpoints.removeIf(endpoint -> old.stream()
                .max(Comparator.comparingInt(entry -> entry.fits(endpoint)))
                .filter(kept::contains)
                .isEmpty());
    }

    /** A {@code HOST:PORT} entry of the setting, where the host is an address, a device, or all addresses. */
    private record Entry(String host, String port, String flags) {
        private static final Pattern FORM = Pattern.compile("\\[?(.*?)]?:(\\d+)([ls]*)");

        static List<Entry> list(String interfaces) {
            return Stream.of(interfaces.split(","))
                    .map(entry -> FORM.matcher(entry.strip()))
                    .filter(Matcher::matches)
                    .map(entry -> new Entry(entry.group(1), entry.group(2), entry.group(3)))
                    .toList();
        }

        /**
         * How likely this entry opened that endpoint: the addresses of a device and replacement ports are not reported.
         */
        int fits(Endpoint endpoint) {
            try {
                InetAddress address = Endpoint.address(host);
                if (address.equals(endpoint.address())) {
                    return port.equals(Integer.toString(endpoint.port())) ? 4 : 3;
                }
                return address.isAnyLocalAddress()
                                && address.getClass() == endpoint.address().getClass()
                        ? 2
                        : 0;
            } catch (TorrentException e) {
                return 1; // the name of a device
            }
        }
    }

    /** Drops all endpoints: the session is stopped. */
    public void clear() {
        endpoints.clear();
    }

    public List<Endpoint> endpoints() {
        return OpenSockets.among(endpoints).stream()
                .filter(endpoint -> ListenCheck.isOfThisHost(endpoint.address()))
                .toList();
    }

    /** Waits until the first socket is open or has failed to open, or the time is up. */
    public void await(long millis) {
        try {
            answered.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
