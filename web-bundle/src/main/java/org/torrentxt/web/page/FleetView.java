package org.torrentxt.web.page;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
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

    FleetView(Fleet fleet) {
        this.fleet = fleet;
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
        String torrents = Json.write(fleet.torrents(node));
        String version =
                HexFormat.of().formatHex(PageFile.sha256().digest(torrents.getBytes(StandardCharsets.US_ASCII)));
        json.writeStringField("node", node);
        json.writeStringField("version", version);
        if (!version.equals(known)) {
            json.writeFieldName("torrents");
            json.writeRawValue(torrents);
        }
    }
}
