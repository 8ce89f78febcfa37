package org.torrentxt.web.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.json.Document;
import org.torrentxt.json.Json;

/** What the page shows of other nodes: as they report themselves. It changes nothing. */
final class FleetView {
    private final Fleet fleet;
    private final KeptTorrents kept;

    FleetView(Fleet fleet, KeptTorrents kept) {
        this.fleet = fleet;
        this.kept = kept;
    }

    /** The nodes, and which one this is. */
    void nodes(JsonGenerator json) throws IOException {
        json.writeStringField("cluster", fleet.cluster());
        json.writeStringField("node", fleet.node());
        json.writeFieldName("nodes");
        json.writeRawValue(
                Json.write(fleet.nodes().stream().map(FleetView::node).toList()));
    }

    private static Map<String, Object> node(FleetNode node) {
        return Document.of(
                "name",
                node.name(),
                "address",
                node.address(),
                "labels",
                node.labels().entrySet().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                "isLocal",
                node.isLocal(),
                "numTorrents",
                node.numTorrents(),
                "numErrors",
                node.numErrors(),
                "downloadRate",
                node.downloadRate(),
                "uploadRate",
                node.uploadRate(),
                "numDeployments",
                node.deployments().size(),
                "numComplete",
                node.deployments().stream()
                        .filter(each -> each.state() == DeploymentState.COMPLETE)
                        .count());
    }

    /**
     * The torrents of a node, unless they are those that somebody has already.
     *
     * @param known the version of those; empty for none
     */
    void torrents(JsonGenerator json, String node, String known) throws IOException {
        KeptTorrents.Written torrents = kept.write(fleet.torrents(node));
        json.writeStringField("node", node);
        json.writeStringField("version", torrents.version());
        if (!torrents.version().equals(known)) {
            json.writeFieldName("torrents");
            json.writeRawValue(torrents.json());
        }
    }
}
