package org.torrentxt.impl.engine.dht;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.torrentxt.impl.request.Stages;
import org.torrentxt.impl.request.TimeLimit;

/** Waits for the answers of several DHT nodes; for slow ones only if the answers of others are not enough. */
final class NodeAnswers {
    private final List<CompletableFuture<Optional<DhtReply>>> answers;
    private final Predicate<List<Optional<DhtReply>>> enough;
    private final CompletableFuture<List<Optional<DhtReply>>> result;

    private NodeAnswers(
            List<CompletableFuture<Optional<DhtReply>>> answers, Predicate<List<Optional<DhtReply>>> enough) {
        this.answers = answers;
        this.enough = enough;
        this.result = Stages.all(answers);
    }

    /**
     * Waits.
     *
     * @param answers empty if a node refused, or did not answer at all
     * @param enough whether these answers, empty where there is none yet, are enough not to wait for slow nodes
     * @param callbacks ends it when nodes are slow
     * @return the answers in the same order
     */
    static CompletableFuture<List<Optional<DhtReply>>> await(
            List<CompletableFuture<Optional<DhtReply>>> answers,
            Predicate<List<Optional<DhtReply>>> enough,
            Executor callbacks) {
        NodeAnswers all = new NodeAnswers(answers, enough);
        TimeLimit.watch(all.result, TimeLimit.NODE, callbacks, all::passOver);
        return all.result;
    }

    private void passOver() {
        endIfEnough();
        answers.forEach(answer -> answer.thenRun(this::endIfEnough));
    }

    private void endIfEnough() {
        List<Optional<DhtReply>> now =
                answers.stream().map(answer -> answer.getNow(Optional.empty())).toList();
        if (enough.test(now)) {
            result.complete(now);
        }
    }
}
