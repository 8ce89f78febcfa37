package org.torrentxt.impl.engine.dht;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Endpoint;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

class DhtLookupTest {
    private static final byte[] TARGET = new byte[20];
    private static final Predicate<Collection<DhtReply>> ENOUGH = replies -> !replies.isEmpty();

    private final Random random = new Random(44);
    private final Set<Endpoint> asked = new HashSet<>();

    private static DhtLookup lookup(Function<Endpoint, CompletableFuture<Optional<DhtReply>>> query) {
        return lookup(query, new DhtLookup.Rules((by, named) -> true, false, ENOUGH));
    }

    private static DhtLookup lookup(
            Function<Endpoint, CompletableFuture<Optional<DhtReply>>> query, DhtLookup.Rules rules) {
        return new DhtLookup(TARGET, query, rules, Runnable::run);
    }

    private DhtContact contact(int number, int addressLength) {
        byte[] id = new byte[20];
        random.nextBytes(id);
        byte[] address = new byte[addressLength];
        address[0] = addressLength == 4 ? (byte) 10 : 0x20;
        address[addressLength - 2] = (byte) (number >> 8);
        address[addressLength - 1] = (byte) number;
        try {
            return new DhtContact(ByteString.of(id), new Endpoint(InetAddress.getByAddress(address), 6881));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private List<DhtContact> contacts(int count, int addressLength) {
        List<DhtContact> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(contact(i, addressLength));
        }
        return all;
    }

    private static DhtReply reply(DhtContact by, List<DhtContact> names, String key) {
        ByteArrayOutputStream compact = new ByteArrayOutputStream();
        for (DhtContact named : names) {
            compact.writeBytes(named.id().bytes());
            compact.writeBytes(DhtContact.compact(named.endpoint()));
        }
        return new DhtReply(BencodeDictionary.builder()
                .put("id", by.id())
                .put("token", "t")
                .put(key, compact.toByteArray())
                .build());
    }

    /** A network in which each node knows the eight nearest to the target among some of the others. */
    private Function<Endpoint, CompletableFuture<Optional<DhtReply>>> network(List<DhtContact> nodes, String key) {
        return endpoint -> {
            assertThat(asked.add(endpoint)).as("asked once").isTrue();
            DhtContact node = nodes.stream()
                    .filter(each -> each.endpoint().equals(endpoint))
                    .findFirst()
                    .orElseThrow();
            List<DhtContact> known = nodes.stream()
                    .filter(each -> random.nextInt(3) == 0)
                    .sorted(DhtContact.nearestTo(TARGET))
                    .limit(8)
                    .toList();
            return CompletableFuture.completedFuture(Optional.of(reply(node, known, key)));
        };
    }

    private void assertFindsTheNearest(int addressLength, String key) {
        List<DhtContact> nodes = contacts(500, addressLength);

        List<DhtLookup.Answer> answers =
                lookup(network(nodes, key)).start(nodes.subList(0, 3)).join();

        assertThat(answers)
                .extracting(DhtLookup.Answer::contact)
                .startsWith(nodes.stream()
                        .sorted(DhtContact.nearestTo(TARGET))
                        .limit(DhtLookup.NEAREST)
                        .toArray(DhtContact[]::new));
        assertThat(asked).hasSizeLessThan(40);
    }

    @Test
    void findsTheNearestOfManyAndAsksFew() {
        assertFindsTheNearest(4, "nodes");
    }

    @Test
    void findsTheNearestByIpv6() {
        assertFindsTheNearest(16, "nodes6");
    }

    @Test
    void endsIfNobodyAnswers() {
        assertThat(lookup(node -> CompletableFuture.completedFuture(Optional.empty()))
                        .start(contacts(30, 4))
                        .join())
                .isEmpty();
    }

    @Test
    void endsWhenToldToWhileEverybodyIsSilent() {
        DhtLookup lookup = lookup(node -> new CompletableFuture<>());
        CompletableFuture<List<DhtLookup.Answer>> result = lookup.start(contacts(30, 16));
        assertThat(result).isNotDone();

        lookup.endIfSilent();

        assertThat(result).isCompletedWithValue(List.of());
    }

    @Test
    void endsThoughEveryNodeNamesNearerOnes() {
        List<DhtContact> made = new ArrayList<>(contacts(1, 4));
        Function<Endpoint, CompletableFuture<Optional<DhtReply>>> endless = endpoint -> {
            asked.add(endpoint);
            DhtContact by = made.stream()
                    .filter(each -> each.endpoint().equals(endpoint))
                    .findFirst()
                    .orElseThrow();
            byte[] nearer = new byte[20];
            Arrays.fill(nearer, made.size() / 8 < 19 ? made.size() / 8 : 19, 20, (byte) (255 - made.size()));
            DhtContact next = new DhtContact(
                    ByteString.of(nearer), contact(made.size(), 4).endpoint());
            made.add(next);
            return CompletableFuture.completedFuture(Optional.of(reply(by, List.of(next), "nodes")));
        };

        assertThat(lookup(endless).start(List.of(made.get(0))).join()).hasSizeLessThanOrEqualTo(100);
        assertThat(asked).hasSizeBetween(50, 100);
    }

    @Test
    void aNodeThatAnswersByAnotherIdIsNotBelieved() {
        DhtContact asIt = contact(1, 4);
        DhtContact reallyIs = contact(2, 4);

        assertThat(lookup(node -> CompletableFuture.completedFuture(Optional.of(reply(reallyIs, List.of(), "nodes"))))
                        .start(List.of(asIt))
                        .join())
                .isEmpty();
    }

    @Test
    void whatIsNotAllowedIsNotAsked() {
        List<DhtContact> nodes = contacts(50, 4);

        lookup(network(nodes, "nodes"), new DhtLookup.Rules((by, named) -> false, false, ENOUGH))
                .start(nodes.subList(0, 2))
                .join();

        assertThat(asked).hasSize(2);
    }
}
