package org.torrentxt.impl.engine;

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

/** Compares what is open with one entry of {@code listen_interfaces}. */
final class ListenCheck {
    /** How it stands with an entry. */
    enum State {
        /** As configured. */
        OPEN,
        /** At another port, as the one configured is taken. */
        MOVED,
        /** Not at all. */
        CLOSED
    }

    /**
     * What was found of an entry.
     *
     * @param entry the entry
     * @param state how it stands
     * @param text what is wrong, in words; empty for nothing
     * @param wanted where it should be open but is not, as far as this host has the addresses
     */
    record Result(ListenInterfaces.Entry entry, State state, String text, List<Endpoint> wanted) {
        /** How bad it is: at another port, or not at all. */
        SessionProblem.Severity severity() {
            return state == State.MOVED ? SessionProblem.Severity.WARNING : SessionProblem.Severity.ERROR;
        }
    }

    private ListenCheck() {}

    /**
     * Checks an entry.
     *
     * @param open where the session listens, but for what is open for other entries
     */
    static Result check(ListenInterfaces.Entry entry, Collection<Endpoint> open) {
        List<InetAddress> addresses = addresses(entry);
        if (!entry.isWildcard() && addresses.isEmpty()) { // a socket may be open still, where nobody comes
            return new Result(entry, State.CLOSED, closed(entry, addresses), List.of());
        }
        List<Endpoint> own = open.stream()
                .filter(endpoint -> fits(entry, addresses, endpoint))
                .toList();
        List<Endpoint> moved = own.stream()
                .filter(endpoint -> entry.port() != 0 && endpoint.port() != entry.port())
                .toList();
        if (!moved.isEmpty()) {
            String text = "port " + entry.port() + " of listen.interfaces is in use by another program: listens at "
                    + text(moved) + " until it is free";
            List<InetAddress> wanted = moved.stream()
                    .map(Endpoint::address)
                    .filter(address -> !address.isLinkLocalAddress()) // of no use without its device
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

    // a host need not have IPv6 for the session to listen at all of its addresses
    private static boolean isOptional(ListenInterfaces.Entry entry, List<InetAddress> addresses) {
        return entry.isWildcard() && !entry.isV4() && addresses.isEmpty();
    }

    private static String closed(ListenInterfaces.Entry entry, List<InetAddress> addresses) {
        String at = "not listening at " + entry + " of listen.interfaces: ";
        if (entry.isWildcard()) {
            return at
                    + (addresses.isEmpty()
                            ? "this host has no such address"
                            : "the port cannot be opened; opened once it is free");
        }
        if (entry.address().isPresent()) {
            return at
                    + (addresses.isEmpty()
                            ? "this host has no address " + entry.host() + "; opened once it has"
                            : "the port cannot be opened; opened once it is free");
        }
        return at
                + (device(entry.host()).isEmpty()
                        ? "this host has no network device '" + entry.host() + "'; devices are " + devices()
                        : addresses.isEmpty()
                                ? "the device '" + entry.host() + "' has no address or is down; opened once it is up"
                                : "the port cannot be opened; opened once it is free");
    }

    /** True if an endpoint is just where an entry has the session listen. */
    static boolean isAt(ListenInterfaces.Entry entry, Endpoint endpoint) {
        return entry.port() == endpoint.port() && fits(entry, addresses(entry), endpoint);
    }

    /** True if an address is one of this host now. */
    static boolean isOfThisHost(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || !all(address::equals).isEmpty();
    }

    /** The addresses of this host that an entry stands for now. */
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
