package org.torrentxt.fleet.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.FleetNode;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;
import org.torrentxt.bencode.ByteString;

/** Reports as they are sent: bencoded dictionaries. What later versions add is ignored. */
public final class ReportFormat {
    /** The maximum length of a report in bytes. */
    public static final int MAX_LENGTH = 1024 * 1024;

    /** The maximum number of deployments in a report; the others are omitted. */
    public static final int MAX_DEPLOYMENTS = 1_000;

    private static final long VERSION = 1;
    private static final int MAX_REASON = 200; // characters
    private static final int MAX_PORT = 65_535;
    private static final int KEY_LENGTH = 32;
    private static final int WHOLE = 100; // percent
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private ReportFormat() {}

    /** A report as it is sent. */
    public static byte[] write(NodeReport report) {
        BencodeDictionary.Builder labels = BencodeDictionary.builder();
        report.labels().forEach(labels::put);
        List<Object> deployments = new ArrayList<>();
        report.deployments().stream()
                .limit(MAX_DEPLOYMENTS)
                .forEach(each -> deployments.add(List.of(
                        each.publicKey().bytes(),
                        each.name(),
                        each.sequence(),
                        each.state().ordinal(),
                        each.percent(),
                        Brief.of(each.reason(), MAX_REASON),
                        each.isForeign() ? 1 : 0,
                        each.install().ordinal())));
        return Bencode.encode(BencodeDictionary.builder()
                .put("v", VERSION)
                .put("name", report.name())
                .put("labels", labels.build())
                .put("port", report.port())
                .put("deployments", deployments)
                .build());
    }

    /**
     * Reads a report.
     *
     * @param bytes from anybody, at most {@link #MAX_LENGTH}
     * @return empty unless it is one
     */
    public static Optional<NodeReport> read(byte[] bytes) {
        try {
            BencodeDictionary report = Bencode.decodeDictionary(bytes);
            String name = report.string("name").map(ByteString::text).orElse("");
            long port = report.integer("port").orElse(-1L);
            List<?> list = report.list("deployments").orElse(List.of());
            if (!NAME.matcher(name).matches()
                    || report.integer("v").orElse(0L) < VERSION
                    || port < 0
                    || port > MAX_PORT
                    || list.size() > MAX_DEPLOYMENTS) {
                return Optional.empty();
            }
            List<NodeDeployment> deployments = new ArrayList<>();
            list.forEach(each -> deployment(each).ifPresent(deployments::add));
            return Optional.of(new NodeReport(name, labels(report), (int) port, deployments));
        } catch (TorrentException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> labels(BencodeDictionary report) {
        Map<String, String> labels = new HashMap<>();
        report.dictionary("labels")
                .ifPresent(some -> some.entries()
                        .forEach((key, value) ->
                                labels.put(key.text(), value instanceof ByteString text ? text.text() : "")));
        return FleetNode.checkLabels(labels);
    }

    private static Optional<NodeDeployment> deployment(Object value) {
        if (value instanceof List<?> fields
                && fields.size() >= 6
                && fields.get(0) instanceof ByteString key
                && key.length() == KEY_LENGTH
                && fields.get(1) instanceof ByteString name
                && fields.get(2) instanceof Long sequence
                && fields.get(3) instanceof Long state
                && state >= 0
                && state < DeploymentState.values().length
                && fields.get(4) instanceof Long percent
                && percent >= 0
                && percent <= WHOLE
                && fields.get(5) instanceof ByteString reason) {
            return Optional.of(NodeDeployment.builder(
                            DeployTorrent.checkName(name.text()),
                            new DhtPublicKey(HexFormat.of().formatHex(key.bytes())),
                            sequence)
                    .state(DeploymentState.values()[state.intValue()])
                    .percent(percent.intValue())
                    .reason(Brief.of(reason.text(), MAX_REASON))
                    .isForeign(fields.size() > 6 && Long.valueOf(1).equals(fields.get(6)))
                    .install(fields.size() > 7 ? install(fields.get(7)) : InstallState.NONE)
                    .build());
        }
        return Optional.empty();
    }

    // What a later version adds is nothing that this node knows of.
    private static InstallState install(Object value) {
        return value instanceof Long number && number >= 0 && number < InstallState.values().length
                ? InstallState.values()[number.intValue()]
                : InstallState.NONE;
    }
}
