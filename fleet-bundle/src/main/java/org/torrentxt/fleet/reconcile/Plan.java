package org.torrentxt.fleet.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.torrentxt.api.InfoHash;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.fleet.statement.Statement;
import org.torrentxt.fleet.statement.StatementId;

/**
 * What there is to do, from what is stated and what there is: nothing else counts, such as what was done before, so that
 * it can be done again at any time. A version is replaced once the next one is complete. Only torrents that the fleet has
 * added for a statement that is known are removed.
 *
 * @param missing statements whose torrent is to be added
 * @param waiting statements whose torrent is to be added once it is the turn of this node
 * @param obsolete torrents to be removed with their files
 * @param present the torrents of statements that have one, whether this node is to have them or not
 */
record Plan(List<Statement> missing, List<Statement> waiting, List<Held> obsolete, Map<Statement, Held> present) {
    private static final Comparator<Held> NEWEST_FIRST =
            Comparator.comparing(held -> held.mark().map(Mark::sequence).orElse(0L), Comparator.reverseOrder());

    /**
     * Makes a plan.
     *
     * @param labels of this node
     * @param turns true for a statement that this node may begin with
     * @param isUsed true for a torrent whose files are in use, as a feature is installed from them
     */
    static Plan of(
            List<Statement> statements,
            Map<String, String> labels,
            List<Held> torrents,
            Predicate<Statement> turns,
            Predicate<Held> isUsed) {
        // looked up: there may be thousands of both
        Map<InfoHash, Integer> positions = new HashMap<>();
        Map<StatementId, List<Held>> marked = new HashMap<>();
        for (int i = 0; i < torrents.size(); i++) {
            int position = i;
            Held held = torrents.get(i);
            held.infoHashes().stream().forEach(hash -> positions.putIfAbsent(hash, position));
            held.mark()
                    .ifPresent(mark -> marked.computeIfAbsent(mark.id(), id -> new ArrayList<>())
                            .add(held));
        }
        List<Statement> missing = new ArrayList<>();
        List<Statement> waiting = new ArrayList<>();
        Map<Statement, Held> present = new HashMap<>();
        Set<Held> needed = new HashSet<>();
        Set<StatementId> known = new HashSet<>();
        for (Statement statement : statements) {
            known.add(statement.id());
            Optional<DeployTorrent> content = statement.content();
            List<Held> versions = marked.getOrDefault(statement.id(), List.of());
            Optional<Held> current = content.flatMap(some -> find(some, positions, torrents));
            current.ifPresent(held -> present.put(statement, held));
            if (content.isEmpty() || !isFor(content.get(), labels)) {
                if (content.filter(some -> some.first() > 0).isPresent()) {
                    needed.addAll(before(content.get(), labels, positions, torrents));
                }
            } else if (current.isPresent() || turns.test(statement)) {
                current.ifPresentOrElse(needed::add, () -> missing.add(statement));
                needed.addAll(kept(content.get().keep(), current, versions));
                if (content.get().first() > 0) {
                    needed.addAll(before(content.get(), labels, positions, torrents));
                }
            } else {
                waiting.add(statement);
                needed.addAll(versions); // as if it was not stated yet
            }
        }
        List<Held> obsolete = torrents.stream()
                .filter(held ->
                        held.mark().map(Mark::id).filter(known::contains).isPresent()
                                && !needed.contains(held)
                                && !isUsed.test(held))
                .toList();
        return new Plan(missing, waiting, obsolete, present);
    }

    /** The torrents of other versions of a deployment that are complete, the newest one first. */
    static List<Held> versions(Statement statement, Optional<Held> current, List<Held> torrents) {
        return kept(
                Integer.MAX_VALUE,
                current,
                torrents.stream().filter(held -> held.isOf(statement)).toList());
    }

    /** True if a node with these labels is to have it. */
    static boolean isFor(DeployTorrent content, Map<String, String> labels) {
        return labels.entrySet().containsAll(content.labels().entrySet());
    }

    private static Optional<Held> find(DeployTorrent content, Map<InfoHash, Integer> positions, List<Held> torrents) {
        return content.infoHashes().stream()
                .flatMap(hash -> Stream.ofNullable(positions.get(hash)))
                .min(Comparator.naturalOrder())
                .map(torrents::get);
    }

    // What it returns to if it is rolled back.
    private static List<Held> before(
            DeployTorrent content, Map<String, String> labels, Map<InfoHash, Integer> positions, List<Held> torrents) {
        return content
                .before()
                .filter(version -> isFor(version, labels))
                .flatMap(version -> find(version, positions, torrents))
                .stream()
                .toList();
    }

    // Earlier versions: those that are complete, all of them while the current one is not.
    private static List<Held> kept(int keep, Optional<Held> current, List<Held> versions) {
        boolean isReplaced = current.filter(Held::isComplete).isPresent();
        return versions.stream()
                .filter(held -> held.isComplete() && !Optional.of(held).equals(current))
                .sorted(NEWEST_FIRST)
                .limit(isReplaced ? keep : Long.MAX_VALUE)
                .toList();
    }
}
