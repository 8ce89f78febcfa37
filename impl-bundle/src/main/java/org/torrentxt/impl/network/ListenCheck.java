package org.torrentxt.impl.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.SessionProblem;

/** Compares open sockets with one entry of {@code listen_interfaces}. */
public final class ListenCheck {
    /** The state of an entry. */
    public enum State {
        /** Open as configured. */
        OPEN,
        /** Open on another port, because the configured one is in use. */
        MOVED,
        /** Not open yet, as the setting has just changed. */
        OPENING,
        /** Not open. */
        CLOSED
    }

    /**
     * The result for an entry.
     *
     * @param entry the entry
     * @param state its state
     * @param text what is wrong; empty if nothing is
     * @param wanted the endpoints that should be open but are not, as far as this host has the addresses
     */
    public record Result(ListenInterfaces.Entry entry, State state, String text, List<Endpoint> wanted) {
        /** The severity: an error if not open, a warning for another port, or while it is being opened. */
        public SessionProblem.Severity severity() {
            return state == State.CLOSED ? SessionProblem.Severity.ERROR : SessionProblem.Severity.WARNING;
        }

        /** The same, of an entry that was just configured: if it is closed although it could be open, it is opening. */
        Result whileOpening() {
            return state == State.CLOSED && !wanted.isEmpty()
                    ? new Result(entry, State.OPENING, entry + " of listen.interfaces is being opened", wanted)
                    : this;
        }
    }

    private ListenCheck() {}

    /**
     * Checks an entry.
     *
     * @param open the endpoints on which the session listens, except those of other entries
     */
    static Result check(ListenInterfaces.Entry entry, Collection<Endpoint> open) {
        List<InetAddress> addresses = addresses(entry);
        if (!entry.isWildcard() && addresses.isEmpty()) { // a socket may still be open on a vanished address
            return new Result(entry, State.CLOSED, closed(entry, addresses), List.of());
        }
        List<Endpoint> own = open.stream()
                .filter(endpoint -> fits(entry, addresses, endpoint))
                .toList();
        List<Endpoint> moved = own.stream()
                .filter(endpoint -> entry.port() != 0 && endpoint.port() != entry.port())
                .toList();
        if (!moved.isEmpty()) {
            String text = "port " + entry.port() + " of listen.interfaces is in use by another program: listening on "
                    + text(moved) + " until it is free";
            List<InetAddress> wanted = moved.stream()
                    .map(Endpoint::address)
                    .filter(address -> !address.isLinkLocalAddress()) // useless without its device
                    .toList();
            return new Result(entry, State.MOVED, text, at(entry, wanted));
        }
        if (!own.isEmpty() || isOptional(entry, addresses)) {
            return new Result(entry, State.OPEN, "", List.of());
        }
        return new Result(entry, State.CLOSED, closed(entry, addresses), at(entry, addresses));
    }

    private static List<Endpoint> at(ListenInterfaces.Entry entry, List<InetAddress> addresses) {
        return addresses.stream()
                .map(address -> new Endpoint(address, entry.port()))
                .toList();
    }

    private static boolean fits(ListenInterfaces.Entry entry, List<InetAddress> addresses, Endpoint endpoint) {
        return entry.isWildcard()
                ? entry.isV4() == endpoint.address() instanceof Inet4Address
                : addresses.contains(endpoint.address())
                        || entry.address().filter(endpoint.address()::equals).isPresent();
    }

    // a host without IPv6 may still listen on all of its addresses
    private static boolean isOptional(ListenInterfaces.Entry entry, List<InetAddress> addresses) {
        return entry.isWildcard() && !entry.isV4() && addresses.isEmpty();
    }

    private static String closed(ListenInterfaces.Entry entry, List<InetAddress> addresses) {
        String at = "not listening on " + entry + " of listen.interfaces: ";
        if (entry.isWildcard()) {
            return at
                    + (addresses.isEmpty()
                            ? "this host has no such address"
                            : "cannot open the port; it is opened once it is free");
        }
        if (entry.address().isPresent()) {
            return at
                    + (addresses.isEmpty()
                            ? "this host has no address " + entry.host() + "; it is opened once the address exists"
                            : "cannot open the port; it is opened once it is free");
        }
        return at
                + (device(entry.host()).isEmpty()
                        ? "no such network device: '" + entry.host() + "'; available: " + devices()
                        : addresses.isEmpty()
                                ? "device '" + entry.host()
                                        + "' has no address or is down; it is opened once the device is up"
                                : "cannot open the port; it is opened once it is free");
    }

    /** True if an endpoint matches an entry exactly. */
    static boolean isAt(ListenInterfaces.Entry entry, Endpoint endpoint) {
        return entry.port() == endpoint.port() && fits(entry, addresses(entry), endpoint);
    }

    /** True if this host currently has that address. */
    static boolean isOfThisHost(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || !all(address::equals).isEmpty();
    }

    /** The addresses of this host that an entry currently covers. */
    private static List<InetAddress> addresses(ListenInterfaces.Entry entry) {
        if (entry.isWildcard()) {
            return all(address -> entry.isV4() == address instanceof Inet4Address
                    && !address.isLoopbackAddress()
                    && !address.isLinkLocalAddress());
        }
        return entry.address()
                .map(address -> address.isLoopbackAddress() && entry.isV4() ? List.of(address) : all(address::equals))
                .orElseGet(() -> device(entry.host())
                        .filter(ListenCheck::isUp)
                        .map(device -> device.inetAddresses().toList())
                        .orElse(List.of()));
    }

    private static List<InetAddress> all(Predicate<InetAddress> which) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(ListenCheck::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(which)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface device) {
        try {
            return device.isUp();
        } catch (SocketException e) {
            return false; // gone meanwhile
        }
    }

    private static Optional<NetworkInterface> device(String name) {
        try {
            return Optional.ofNullable(NetworkInterface.getByName(name));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static String devices() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (SocketException e) {
            return "unknown";
        }
    }

    private static String text(List<Endpoint> endpoints) {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(", "));
    }
}
