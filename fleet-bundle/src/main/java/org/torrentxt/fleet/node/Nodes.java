package org.torrentxt.fleet.node;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private volatile List<FleetNode> known = List.of();

    /** Nodes on a board. */
    public Nodes(Board board) {
        this.board = board;
    }

    /** The nodes as they were when they were exchanged last, sorted by name. */
    public List<FleetNode> known() {
        return known;
    }

    /** Posts the report of this node unless it is there already, and reads those of the others. */
    public void exchange(NodeReport own) {
        Map<String, byte[]> posted = new HashMap<>(board.read(Subject.REPORTS, ReportFormat.MAX_LENGTH));
        List<Member> members = board.members();
        List<FleetNode> nodes = new ArrayList<>();
        for (Member member : members) {
            byte[] bytes = posted.remove(member.id());
            if (member.isLocal()) {
                post(member, own, bytes);
                nodes.add(node(member, own));
            } else if (bytes != null) {
                ReportFormat.read(bytes).ifPresent(report -> nodes.add(node(member, report)));
            }
        }
        if (!members.isEmpty() && members.get(0).isLocal()) {
            posted.keySet().forEach(left -> board.remove(Subject.REPORTS, left));
        }
        nodes.sort(Comparator.comparing(FleetNode::name).thenComparingInt(FleetNode::listenPort));
        known = List.copyOf(nodes);
    }

    private void post(Member self, NodeReport report, byte[] posted) {
        byte[] bytes = ReportFormat.write(report);
        if (!Arrays.equals(bytes, posted)) {
            board.post(Subject.REPORTS, self.id(), bytes);
        }
    }

    private static FleetNode node(Member member, NodeReport report) {
        return FleetNode.builder(report.name(), member.address())
                .labels(report.labels())
                .isLocal(member.isLocal())
                .listenPort(report.port())
                .deployments(report.deployments())
                .build();
    }
}
