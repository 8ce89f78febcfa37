package org.torrentxt.impl.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Objects;

/**
 * The network device that a session is bound to: the only one that it may use.
 *
 * @param name as the system has it, such as {@code tun0}
 */
public record BoundDevice(String name) {
    /** Rejects null. */
    public BoundDevice {
        Objects.requireNonNull(name, "name");
    }

    /** The addresses to connect from now; none while the device does not exist, is down, or has no address. */
    public List<InetAddress> addresses() {
        try {
            NetworkInterface device = NetworkInterface.getByName(name);
            return device == null || !device.isUp()
                    ? List.of()
                    : device.inetAddresses()
                            .filter(address -> !(address instanceof Inet6Address) || !address.isLinkLocalAddress())
                            .toList();
        } catch (SocketException e) {
            return List.of(); // it has gone meanwhile
        }
    }

    /** The address to connect to a server from. */
    InetAddress towards(InetAddress server) throws RefusedException {
        return addresses().stream()
                .filter(address -> address.getClass() == server.getClass())
                .findFirst()
                .orElseThrow(() -> new RefusedException("network device " + name + " is down, or has no "
                        + (server instanceof Inet6Address ? "IPv6" : "IPv4") + " address"));
    }

    /** Rejects requests while it cannot be used, before a name is looked up. */
    void require() throws RefusedException {
        if (addresses().isEmpty()) {
            throw new RefusedException("network device " + name + " is down or has no address");
        }
    }
}
