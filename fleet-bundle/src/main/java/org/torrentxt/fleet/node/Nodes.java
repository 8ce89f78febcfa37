package org.torrentxt.fleet.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/**
 * Posts the report of this node when it has changed, and reads those of the others. Reports of those who are no members
 * any more are removed by the first of the others. Not thread-safe, but for the last of what was read.
 */
public final class Nodes {
    private final Board board;
    private final LongSupplier clock;
    private volatile List<Known> known = List.of();

    private record Known(FleetNode node, String member) {}

    /** Nodes on a board. */
    public Nodes(Board board) {
        this(board, System::nanoTime);
    }

    Nodes(Board board, LongSupplier clock) {
        this.board = board;
        this.clock = clock;
    }

    /** The nodes as they were when they were exchanged last, sorted by name. */
    public List<FleetNode> known() {
        return known.stream().map(Known::node).toList();
    }

    /** The id of the member that had that name then: this one if it has it, else the first one. */
    public Optional<String> member(String name) {
        return known.stream()
                .filter(each -> each.node().name().equals(name))
                .min(Comparator.comparing(each -> !each.node().isLocal()))
                .map(Known::member);
    }

    /**
     * Posts what this node reports unless it is there already, and reads what the others do.
     *
     * @param own its report
     * @param torrents its torrents as a whole; empty if it does not report them
     */
    public void exchange(NodeReport own, Optional<TorrentSummary> torrents) {
        Map<String, byte[]> reports = board.read(Subject.REPORTS, ReportFormat.MAX_LENGTH);
        List<Member> members = board.members();
        List<Known> nodes = new ArrayList<>();
        for (Member member : members) {
            byte[] report = reports.get(member.id());
            byte[] summary = board.read(Subject.SUMMARIES, member.id(), TorrentFormat.MAX_SUMMARY)
                    .orElse(null);
            if (member.isLocal()) {
                post(Subject.REPORTS, member, Optional.of(ReportFormat.write(own)), report);
                post(Subject.SUMMARIES, member, torrents.map(TorrentFormat::write), summary);
                nodes.add(node(member, own, torrents));
            } else if (report != null) {
                Optional<TorrentSummary> theirs = Optional.ofNullable(summary).flatMap(TorrentFormat::summary);
                ReportFormat.read(report).ifPresent(read -> nodes.add(node(member, read, theirs)));
            }
        }
        if (!members.isEmpty() && members.get(0).isLocal()) {
            for (Subject subject : List.of(Subject.REPORTS, Subject.SUMMARIES)) {
                Leftovers.remove(board, subject, clock, (key, present) -> !present.contains(key));
            }
        }
        nodes.sort(Comparator.comparing((Known each) -> each.node().name())
                .thenComparingInt(each -> each.node().listenPort()));
        known = List.copyOf(nodes);
    }

    private void post(Subject subject, Member self, Optional<byte[]> notice, byte[] posted) {
        if (notice.isEmpty() && posted != null) {
            board.remove(subject, self.id());
        }
        notice.filter(bytes -> !Arrays.equals(bytes, posted)).ifPresent(bytes -> board.post(subject, self.id(), bytes));
    }

    private static Known node(Member member, NodeReport report, Optional<TorrentSummary> torrents) {
        FleetNode.Builder node = FleetNode.builder(report.name(), member.address())
                .labels(report.labels())
                .isLocal(member.isLocal())
                .listenPort(report.port())
                .deployments(report.deployments());
        torrents.ifPresent(all -> all.describe(node));
        return new Known(node.build(), member.id());
    }
}
