package org.torrentxt.impl.engine.dht;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.settings_pack;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.impl.engine.binding.SessionContext;
import org.torrentxt.impl.request.Stages;

/**
 * Sends requests directly to DHT nodes, for operations that the engine does not offer: it stores items only with a
 * sequence number of its choice, and does not report when a lookup of peers has ended or which nodes stored an
 * announcement.
 */
final class DirectDht {
    /**
     * The result of a lookup.
     *
     * @param all all answers
     * @param nearest the answers of the nodes responsible for the target
     */
    record Found(List<DhtLookup.Answer> all, List<DhtLookup.Answer> nearest) {}

    /** Enough answers to store something. */
    static final Predicate<Collection<DhtReply>> A_TOKEN =
            replies -> replies.stream().anyMatch(reply -> reply.token().isPresent());

    private final SessionContext session;
    private final DirectRequests requests;
    private final LiveNodes liveNodes;

    DirectDht(SessionContext session) {
        this.session = session;
        this.requests = new DirectRequests(session.engine(), session.executor());
        this.liveNodes = new LiveNodes(session.engine(), session.executor());
    }

    /** Takes an alert if it is an answer; on the thread that popped it. */
    void accept(int kind, alert raw) {
        requests.accept(kind, raw);
        liveNodes.accept(kind, raw);
    }

    /**
     * Asks the nodes nearest to a target, those of IPv4 and those of IPv6 apart (BEP 32).
     *
     * @param query the query's name
     * @param argument the name of the argument that holds the target
     * @param enough whether these answers are enough not to wait for slow nodes
     * @return the result; fails if no node is known, or none answers
     */
    CompletableFuture<Found> lookUp(
            String query, String argument, byte[] target, Predicate<Collection<DhtReply>> enough) {
        BencodeDictionary arguments =
                BencodeDictionary.builder().put(argument, target).build();
        return liveNodes.read().thenCompose(known -> {
            Map<Boolean, List<DhtContact>> families = known.contacts().stream()
                    .filter(contact -> mayAsk(contact, known))
                    .collect(Collectors.groupingBy(
                            contact -> isIpv6(contact.endpoint().address())));
            if (families.isEmpty()) {
                return CompletableFuture.failedFuture(new TorrentException(
                        ErrorCode.ENGINE,
                        "the DHT of session " + session.name()
                                + " knows no nodes; add a DHT node, and wait until it answers"));
            }
            Map<DhtLookup, List<DhtContact>> lookups = new HashMap<>();
            boolean spread = isSpread();
            families.forEach((ipv6, contacts) -> lookups.put(
                    new DhtLookup(
                            target,
                            node -> requests.send(node, query, arguments),
                            new DhtLookup.Rules(
                                    (by, named) -> isIpv6(named.endpoint().address()) == ipv6
                                            && (!named.endpoint().address().isLoopbackAddress()
                                                    || by.address().isLoopbackAddress())
                                            && mayAsk(named, known),
                                    spread,
                                    enough),
                            session.executor()),
                    contacts));
            return Stages.all(start(lookups)).thenApply(this::found);
        });
    }

    // The engine sends nothing over IPv6 until other nodes have reported its IPv6 address; that must not delay IPv4.
    private static List<CompletableFuture<List<DhtLookup.Answer>>> start(Map<DhtLookup, List<DhtContact>> lookups) {
        return lookups.entrySet().stream()
                .map(lookup -> lookup.getKey().start(lookup.getValue()).whenComplete((answers, failure) -> {
                    if (failure == null && !answers.isEmpty()) {
                        lookups.keySet().forEach(DhtLookup::endIfSilent);
                    }
                }))
                .toList();
    }

    private boolean isSpread() {
        int type = settings_pack.bool_types.dht_restrict_search_ips.swigValue();
        return session.engine().call(engine -> engine.get_settings().get_bool(type));
    }

    private static boolean isIpv6(InetAddress address) {
        return address instanceof Inet6Address;
    }

    private boolean mayAsk(DhtContact contact, LiveNodes.Known known) {
        InetAddress address = contact.endpoint().address();
        return contact.endpoint().port() > 0
                && !address.isAnyLocalAddress()
                && !address.isMulticastAddress()
                && session.network().allows(address)
                && !known.ownIds().contains(contact.id());
    }

    private Found found(List<List<DhtLookup.Answer>> families) {
        if (families.stream().allMatch(List::isEmpty)) {
            throw new TorrentException(
                    ErrorCode.TIMEOUT, "timeout: no DHT node known to session " + session.name() + " answered in time");
        }
        return new Found(
                families.stream().flatMap(Collection::stream).toList(),
                families.stream()
                        .flatMap(answers -> answers.stream()
                                .filter(answer -> answer.reply().token().isPresent())
                                .limit(DhtLookup.NEAREST))
                        .toList());
    }

    /**
     * Stores something at nodes.
     *
     * @param nodes the nodes found by a lookup, whose answers contain the tokens required
     * @param arguments adds the arguments of the query
     * @return the number of nodes that stored it
     */
    CompletableFuture<Integer> store(
            List<DhtLookup.Answer> nodes, String query, Consumer<BencodeDictionary.Builder> arguments) {
        return sendAll(
                        nodes,
                        DhtLookup.Answer::contact,
                        query,
                        node -> {
                            BencodeDictionary.Builder all = node.arguments();
                            arguments.accept(all);
                            return all.build();
                        },
                        DirectDht::isStored)
                .thenApply(answers ->
                        (int) answers.stream().filter(Optional::isPresent).count());
    }

    /** Enough answers for something to be stored. */
    static boolean isStored(List<Optional<DhtReply>> answers) {
        return answers.stream().anyMatch(Optional::isPresent);
    }

    /**
     * Asks several nodes, each with its own arguments.
     *
     * @param enough whether these answers are enough not to wait for slow nodes
     * @return the answers in the same order, empty where there is none
     */
    <N> CompletableFuture<List<Optional<DhtReply>>> sendAll(
            List<N> nodes,
            Function<N, DhtContact> contact,
            String query,
            Function<N, BencodeDictionary> arguments,
            Predicate<List<Optional<DhtReply>>> enough) {
        return NodeAnswers.await(
                nodes.stream()
                        .map(node -> requests.send(contact.apply(node).endpoint(), query, arguments.apply(node)))
                        .toList(),
                enough,
                session.executor());
    }
}
