package org.torrentxt.impl.gateway;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** Tracker responses for the engine. */
final class TrackerAnswer {
    private static final ByteString PEERS = ByteString.of("peers");
    private static final ByteString PEERS6 = ByteString.of("peers6");
    private static final int MAX_REASON = 500;

    private TrackerAnswer() {}

    /** A failure response with a reason. */
    static byte[] failure(String reason, long retrySeconds) {
        String brief = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        return Bencode.encode(BencodeDictionary.builder()
                .put("failure reason", brief)
                .put("interval", retrySeconds) // 0: the engine decides
                .put("min interval", retrySeconds)
                .build());
    }

    /** The failure reason in a tracker's response; empty if it is not a tracker response. */
    static Optional<String> reason(byte[] body) {
        try {
            return Bencode.decodeDictionary(trimmed(body))
                    .string("failure reason")
                    .map(ByteString::text)
                    .filter(text -> !text.isBlank());
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    /**
     * The response with only those peers given by address: the engine would look up host names.
     *
     * @throws RefusedException if it is not a tracker response
     */
    static byte[] withoutNames(byte[] body) throws RefusedException {
        BencodeDictionary answer;
        try {
            answer = Bencode.decodeDictionary(trimmed(body));
        } catch (TorrentException e) {
            throw new RefusedException("invalid tracker response: " + e.getMessage(), e);
        }
        Optional<List<?>> named = answer.list("peers");
        if (named.isEmpty()) {
            return Bencode.encode(answer);
        }
        ByteArrayOutputStream ipv4 = new ByteArrayOutputStream();
        ByteArrayOutputStream ipv6 = new ByteArrayOutputStream();
        answer.string("peers6").ifPresent(compact -> ipv6.writeBytes(compact.bytes()));
        for (Object peer : named.get()) {
            if (peer instanceof BencodeDictionary dictionary) {
                compact(dictionary).ifPresent(bytes -> (bytes.length == 6 ? ipv4 : ipv6).writeBytes(bytes));
            }
        }
        BencodeDictionary.Builder result = BencodeDictionary.builder();
        answer.entries().forEach(result::put);
        return Bencode.encode(result.put(PEERS, ipv4.toByteArray())
                .put(PEERS6, ipv6.toByteArray())
                .build());
    }

    private static Optional<byte[]> compact(BencodeDictionary peer) {
        String host = peer.string("ip").map(ByteString::text).orElse("");
        long port = peer.integer("port").orElse(0L);
        if (port < 1 || port > 65_535 || !host.matches("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            byte[] address = InetAddress.getByName(host).getAddress(); // a literal: no lookup
            byte[] compact = Arrays.copyOf(address, address.length + 2);
            compact[address.length] = (byte) (port >> 8);
            compact[address.length + 1] = (byte) port;
            return Optional.of(compact);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    // Some end with a line break.
    private static byte[] trimmed(byte[] body) {
        int length = body.length;
        while (length > 0 && body[length - 1] <= ' ' && body[length - 1] >= 0) {
            length--;
        }
        return Arrays.copyOf(body, length);
    }
}
