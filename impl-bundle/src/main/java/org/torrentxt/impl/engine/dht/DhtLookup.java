package org.torrentxt.impl.engine.dht;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.torrentxt.api.Endpoint;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;
import org.torrentxt.impl.request.TimeLimit;

/**
 * Finds the nodes nearest to a target: each answer names nearer nodes, until the nearest ones have answered (BEP 5). A
 * node that is slow makes room for others, and is waited for only if the answers of others are not enough. Limited in
 * nodes, and thereby in time; ends with the answers received by then.
 */
final class DhtLookup {
    /** The number of nodes responsible for a target. */
    static final int NEAREST = 8;

    private static final int PARALLEL = 5;
    private static final int MOST_ASKED = 100;
    private static final int MOST_KNOWN = 400;

    /** A node and its answer. */
    record Answer(DhtContact contact, DhtReply reply) {
        /** Arguments, including the token, for a query that stores something at the node. */
        BencodeDictionary.Builder arguments() {
            BencodeDictionary.Builder arguments = BencodeDictionary.builder();
            reply.token().ifPresent(token -> arguments.put("token", token));
            return arguments;
        }
    }

    /**
     * The rules of a lookup.
     *
     * @param allowed whether a contact named by the first node may be asked
     * @param spread true to accept only one of the contacts in the same network, as the engine does with
     *     {@code dht_restrict_search_ips}; does not apply to the contacts that the lookup starts from
     * @param enough whether these answers are enough not to wait for slow nodes
     */
    record Rules(BiPredicate<Endpoint, DhtContact> allowed, boolean spread, Predicate<Collection<DhtReply>> enough) {}

    private enum State {
        KNOWN,
        ASKED,
        SLOW,
        ANSWERED,
        SILENT
    }

    private final Function<Endpoint, CompletableFuture<Optional<DhtReply>>> query;
    private final Rules rules;
    private final Executor callbacks;
    private final TreeMap<DhtContact, State> candidates;
    private final Set<Endpoint> endpoints = new HashSet<>();
    private final Set<ByteString> networks = new HashSet<>();
    private final TreeMap<DhtContact, Answer> answers;
    private final CompletableFuture<List<Answer>> result = new CompletableFuture<>();
    private final Set<DhtContact> waiting = new HashSet<>();
    private final Set<DhtContact> slow = new HashSet<>();
    private int asked;

    /**
     * Prepares a lookup.
     *
     * @param target 20 bytes
     * @param query sends the query to a node
     * @param callbacks continues it when a node is slow
     */
    DhtLookup(
            byte[] target,
            Function<Endpoint, CompletableFuture<Optional<DhtReply>>> query,
            Rules rules,
            Executor callbacks) {
        this.query = query;
        this.rules = rules;
        this.callbacks = callbacks;
        this.candidates = new TreeMap<>(DhtContact.nearestTo(target));
        this.answers = new TreeMap<>(DhtContact.nearestTo(target));
    }

    /** Starts from these nodes; ends with all answers, ordered by distance. */
    CompletableFuture<List<Answer>> start(Collection<DhtContact> contacts) {
        synchronized (this) {
            contacts.stream().filter(this::isNew).forEach(this::learn);
        }
        proceed();
        return result;
    }

    /** Ends the lookup without a result if no node has answered so far. */
    void endIfSilent() {
        if (answers().isEmpty()) {
            result.complete(List.of());
        }
    }

    // A node has one id, and an id one node: otherwise one node could answer for all.
    private boolean isNew(DhtContact contact) {
        return !candidates.containsKey(contact) && !endpoints.contains(contact.endpoint());
    }

    // One who has many nodes in a network must not become all the nearest ones.
    private boolean isSpread(DhtContact contact) {
        return !rules.spread() || networks.add(contact.network());
    }

    private void learn(DhtContact contact) {
        endpoints.add(contact.endpoint());
        candidates.put(contact, State.KNOWN);
        if (candidates.size() > MOST_KNOWN) {
            candidates.pollLastEntry();
        }
    }

    private void proceed() {
        List<DhtContact> next;
        boolean ended;
        synchronized (this) {
            next = next();
            next.forEach(contact -> candidates.put(contact, State.ASKED));
            asked += next.size();
            waiting.addAll(next);
            ended = waiting.isEmpty() && (slow.isEmpty() || rules.enough().test(replies()));
        }
        // outside the lock: dependents of an answer run on its thread
        next.forEach(this::ask);
        if (ended) {
            result.complete(answers());
        }
    }

    private void ask(DhtContact contact) {
        CompletableFuture<Optional<DhtReply>> answer = query.apply(contact.endpoint());
        TimeLimit.watch(answer, TimeLimit.NODE, callbacks, () -> passOver(contact));
        answer.thenAccept(reply -> answered(contact, reply));
    }

    private void passOver(DhtContact contact) {
        synchronized (this) {
            if (waiting.remove(contact)) {
                slow.add(contact);
                candidates.replace(contact, State.ASKED, State.SLOW);
            }
        }
        proceed();
    }

    /** The nodes to ask now: the nearest ones that have not failed and were not asked yet. */
    private List<DhtContact> next() {
        List<DhtContact> next = new ArrayList<>();
        int nearest = 0;
        for (Map.Entry<DhtContact, State> candidate : candidates.entrySet()) {
            if (result.isDone()
                    || nearest == NEAREST
                    || waiting.size() + next.size() == PARALLEL
                    || asked + next.size() == MOST_ASKED) {
                break;
            }
            if (candidate.getValue() == State.KNOWN) {
                next.add(candidate.getKey());
            }
            nearest += candidate.getValue() == State.SILENT || candidate.getValue() == State.SLOW ? 0 : 1;
        }
        return next;
    }

    private void answered(DhtContact contact, Optional<DhtReply> reply) {
        Optional<DhtReply> genuine = reply.filter(answer -> answer.id().equals(Optional.of(contact.id())));
        synchronized (this) {
            waiting.remove(contact);
            slow.remove(contact);
            candidates.put(contact, genuine.isPresent() ? State.ANSWERED : State.SILENT);
            genuine.ifPresent(answer -> {
                answers.put(contact, new Answer(contact, answer));
                answer.contacts().stream()
                        .filter(named -> rules.allowed().test(contact.endpoint(), named))
                        .filter(named -> isNew(named) && isSpread(named))
                        .forEach(this::learn);
            });
        }
        proceed();
    }

    private List<DhtReply> replies() {
        return answers().stream().map(Answer::reply).toList();
    }

    private synchronized List<Answer> answers() {
        return List.copyOf(answers.values());
    }
}
