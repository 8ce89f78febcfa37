package org.torrentxt.impl.engine.binding;

import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.entry;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.info_hash_t;
import org.libtorrent4j.swig.sha1_hash;
import org.libtorrent4j.swig.sha256_hash;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_handle_vector;
import org.libtorrent4j.swig.udp_endpoint;
import org.torrentxt.api.Endpoint;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.alert.Failure;

/** Conversions between native values and Java ones. */
public final class Natives {
    private static final byte[] EMPTY_STRING = {'0', ':'};

    private Natives() {}

    public static InfoHashes infoHashes(info_hash_t hashes) {
        InfoHashes copy = new InfoHashes(
                hashes.has_v1() ? Optional.of(new InfoHash(hashes.getV1().to_hex())) : Optional.empty(),
                hashes.has_v2() ? Optional.of(new InfoHash(hashes.getV2().to_hex())) : Optional.empty());
        Reference.reachabilityFence(hashes); // which each of them is a part of
        return copy;
    }

    /** All that there are; at least one. */
    public static info_hash_t infoHash(InfoHashes hashes) {
        if (hashes.v1().isPresent() && hashes.v2().isPresent()) {
            return new info_hash_t(
                    sha1(hashes.v1().get().bytes()),
                    new sha256_hash(new byte_vector(hashes.v2().get().bytes())));
        }
        return infoHash(hashes.best().orElseThrow());
    }

    public static info_hash_t infoHash(InfoHash hash) {
        return hash.isV1()
                ? new info_hash_t(sha1(hash.bytes()))
                : new info_hash_t(new sha256_hash(new byte_vector(hash.bytes())));
    }

    public static sha1_hash sha1(byte[] digest) {
        return new sha1_hash(new byte_vector(digest));
    }

    /** Copies of a native list's elements, which live no longer than the list. */
    public static <N, T> List<T> copies(List<N> vector, Function<N, T> copy) {
        List<T> copies = vector.stream().map(copy).toList();
        Reference.reachabilityFence(vector);
        return copies;
    }

    /** A copy of a handle that is a part of something shorter-lived, such as an alert. */
    public static torrent_handle copy(torrent_handle part) {
        torrent_handle_vector one = new torrent_handle_vector();
        one.add(part);
        torrent_handle copy = one.remove(0); // is a copy, unlike what it gets
        one.delete();
        return copy;
    }

    public static byte[] bytes(byte_vector vector) {
        return NativeBytes.read(vector);
    }

    /** The bytes up to the first zero, as UTF-8; peers may send anything. */
    public static String text(byte_vector vector) {
        byte[] bytes = bytes(vector);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    public static entry entry(byte[] byteString) {
        return entry.from_string_bytes(new byte_vector(byteString));
    }

    /** The content of a byte string, or the bencoding of anything else; empty if there is no value. */
    public static byte[] value(entry item) {
        // the binding's numbers of the other types are off by one, and a missing value is bencoded as an empty string
        boolean string = item.type() == entry.data_type.string_t;
        byte[] bytes = bytes(string ? item.string_bytes() : item.bencode());
        return string || !Arrays.equals(bytes, EMPTY_STRING) ? bytes : new byte[0];
    }

    public static tcp_endpoint endpoint(Endpoint endpoint) {
        return new tcp_endpoint(address(endpoint.address()), endpoint.port());
    }

    public static udp_endpoint udpEndpoint(Endpoint endpoint) {
        return new udp_endpoint(address(endpoint.address()), endpoint.port());
    }

    public static address address(InetAddress address) {
        return address(address.getHostAddress().replaceFirst("%.*", ""));
    }

    public static address address(String literal) {
        error_code error = new error_code();
        address parsed = org.libtorrent4j.swig.address.from_string(literal, error);
        if (error.failed()) {
            throw new IllegalArgumentException("the engine cannot parse the address " + literal);
        }
        return parsed;
    }

    public static Endpoint endpoint(tcp_endpoint endpoint) {
        return endpoint(endpoint.address(), endpoint.port());
    }

    public static Endpoint endpoint(udp_endpoint endpoint) {
        return endpoint(endpoint.address(), endpoint.port());
    }

    public static Endpoint endpoint(address address, int port) {
        try {
            return new Endpoint(InetAddress.getByName(address.to_string()), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the engine's address is not a literal: " + address.to_string(), e);
        }
    }

    public static Failure failure(error_code error, String message) {
        return new Failure(error.value(), error.failed() ? error.message() : "", message);
    }
}
