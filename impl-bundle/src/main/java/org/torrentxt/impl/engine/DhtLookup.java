package org.torrentxt.impl.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.torrentxt.api.Endpoint;
import org.torrentxt.impl.bencode.BencodeDictionary;

/**
 * Finds the nodes nearest to a target: each answer names nearer nodes, until the nearest ones have answered (BEP 5).
 * Limited in nodes and time; ends with the answers received by then.
 */
final class DhtLookup {
    /** The number of nodes responsible for a target. */
    static final int NEAREST = 8;

    private static final int PARALLEL = 5;
    private static final int MOST_ASKED = 100;
    private static final int MOST_KNOWN = 400;
    private static final long LIMIT_SECONDS = 30;

    /** A node and its answer. */
    record Answer(DhtContact contact, DhtReply reply) {
        /** Arguments, including the token, for a query that stores something at the node. */
        BencodeDictionary.Builder arguments() {
            BencodeDictionary.Builder arguments = BencodeDictionary.builder();
            reply.token().ifPresent(token -> arguments.put("token", token));
            return arguments;
        }
    }

    private enum State {
        KNOWN,
        ASKED,
        ANSWERED,
        SILENT
    }

    private final Function<Endpoint, CompletableFuture<Optional<DhtReply>>> query;
    private final BiPredicate<Endpoint, DhtContact> allowed;
    private final TreeMap<DhtContact, State> candidates;
    private final Set<Endpoint> endpoints = new HashSet<>();
    private final TreeMap<DhtContact, Answer> answers;
    private final CompletableFuture<List<Answer>> result = new CompletableFuture<>();
    private final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    private int asked;
    private int waiting;

    /**
     * Prepares a lookup.
     *
     * @param target 20 bytes
     * @param query sends the query to a node
     * @param allowed whether a contact named by the first node may be asked
     */
    DhtLookup(
            byte[] target,
            Function<Endpoint, CompletableFuture<Optional<DhtReply>>> query,
            BiPredicate<Endpoint, DhtContact> allowed) {
        this.query = query;
        this.allowed = allowed;
        this.candidates = new TreeMap<>(DhtContact.nearestTo(target));
        this.answers = new TreeMap<>(DhtContact.nearestTo(target));
    }

    /** Starts from these nodes; ends with all answers, ordered by distance. */
    CompletableFuture<List<Answer>> start(Collection<DhtContact> contacts) {
        synchronized (this) {
            contacts.forEach(this::learn);
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
    private void learn(DhtContact contact) {
        if (!candidates.containsKey(contact) && endpoints.add(contact.endpoint())) {
            candidates.put(contact, State.KNOWN);
            if (candidates.size() > MOST_KNOWN) {
                candidates.pollLastEntry();
            }
        }
    }

    private void proceed() {
        List<DhtContact> next;
        boolean ended;
        synchronized (this) {
            next = next();
            next.forEach(contact -> candidates.put(contact, State.ASKED));
            asked += next.size();
            waiting += next.size();
            ended = waiting == 0;
        }
        // outside the lock: dependents of an answer run on its thread
        next.forEach(contact -> query.apply(contact.endpoint()).thenAccept(reply -> answered(contact, reply)));
        if (ended) {
            result.complete(answers());
        }
    }

    /** The nodes to ask now: the nearest ones that have not failed and were not asked yet. */
    private List<DhtContact> next() {
        List<DhtContact> next = new ArrayList<>();
        int nearest = 0;
        boolean inTime = System.nanoTime() < deadline && !result.isDone();
        for (Map.Entry<DhtContact, State> candidate : candidates.entrySet()) {
            if (!inTime
                    || nearest == NEAREST
                    || waiting + next.size() == PARALLEL
                    || asked + next.size() == MOST_ASKED) {
                break;
            }
            if (candidate.getValue() == State.KNOWN) {
                next.add(candidate.getKey());
            }
            nearest += candidate.getValue() == State.SILENT ? 0 : 1;
        }
        return next;
    }

    private void answered(DhtContact contact, Optional<DhtReply> reply) {
        Optional<DhtReply> genuine = reply.filter(answer -> answer.id().equals(Optional.of(contact.id())));
        synchronized (this) {
            waiting--;
            candidates.put(contact, genuine.isPresent() ? State.ANSWERED : State.SILENT);
            genuine.ifPresent(answer -> {
                answers.put(contact, new Answer(contact, answer));
                answer.contacts().stream()
                        .filter(named -> allowed.test(contact.endpoint(), named))
                        .forEach(this::learn);
            });
        }
        proceed();
    }

    private synchronized List<Answer> answers() {
        return List.copyOf(answers.values());
    }
}
