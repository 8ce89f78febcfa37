package org.torrentxt.impl.engine.dht;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.torrentxt.api.Endpoint;
import org.torrentxt.bencode.ByteString;

/**
 * The contact information of a DHT node.
 *
 * @param id 20 bytes
 * @param endpoint its address and port
 */
record DhtContact(ByteString id, Endpoint endpoint) {
    static final int ID_LENGTH = 20;
    private static final int IPV4_LENGTH = 4;
    private static final int PORT_LENGTH = 2;

    /** Orders contacts by the distance of their ids from a target: the exclusive or of both as a number. */
    static Comparator<DhtContact> nearestTo(byte[] target) {
        return Comparator.comparing(contact -> contact.distance(target), Arrays::compareUnsigned);
    }

    private byte[] distance(byte[] target) {
        byte[] distance = id.bytes();
        for (int i = 0; i < distance.length; i++) {
            distance[i] ^= target[i];
        }
        return distance;
    }

    /** The part of the address that the nodes of one network have in common: 3 bytes of IPv4, or 8 of IPv6. */
    ByteString network() {
        byte[] address = endpoint.address().getAddress();
        return ByteString.of(Arrays.copyOf(address, address.length == IPV4_LENGTH ? 3 : 8));
    }

    /**
     * Reads the compact form of BEP 5 and BEP 32: a sequence of id, address and port.
     *
     * @param addressLength 4 or 16
     */
    static List<DhtContact> parse(byte[] compact, int addressLength) {
        int length = ID_LENGTH + addressLength + PORT_LENGTH;
        List<DhtContact> contacts = new ArrayList<>();
        for (int at = 0; at + length <= compact.length; at += length) {
            ByteString id = ByteString.of(Arrays.copyOfRange(compact, at, at + ID_LENGTH));
            contacts.add(new DhtContact(id, endpoint(Arrays.copyOfRange(compact, at + ID_LENGTH, at + length))));
        }
        return contacts;
    }

    /** Reads an address of 4 or 16 bytes and a port. */
    static Endpoint endpoint(byte[] compact) {
        int length = compact.length - PORT_LENGTH;
        try {
            InetAddress address = InetAddress.getByAddress(Arrays.copyOf(compact, length));
            return new Endpoint(address, (compact[length] & 0xff) << 8 | compact[length + 1] & 0xff);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address of " + length + " bytes", e);
        }
    }

    /** Writes the form that {@link #endpoint(byte[])} reads. */
    static byte[] compact(Endpoint endpoint) {
        byte[] address = endpoint.address().getAddress();
        byte[] compact = Arrays.copyOf(address, address.length + PORT_LENGTH);
        compact[address.length] = (byte) (endpoint.port() >> 8);
        compact[address.length + 1] = (byte) endpoint.port();
        return compact;
    }
}
