package org.torrentxt.fleet.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.fleet.DeploymentState;
import org.torrentxt.api.fleet.InstallState;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.bencode.Bencode;
import org.torrentxt.bencode.BencodeDictionary;

/** Reports on their way: what anybody may send does no harm. */
class ReportFormatTest {
    private static final NodeDeployment MAPS = NodeDeployment.builder("maps", new DhtPublicKey("ab".repeat(32)), 7)
            .state(DeploymentState.FAILED)
            .percent(40)
            .reason("no space left")
            .isForeign(true)
            .install(InstallState.UNHEALTHY)
            .build();
    private static final NodeReport REPORT = new NodeReport("node1", Map.of("site", "basel"), 6881, List.of(MAPS));

    @Test
    void aReportArrivesAsItWasSent() {
        assertThat(ReportFormat.read(ReportFormat.write(REPORT))).contains(REPORT);
    }

    @Test
    void aLongReportIsShortened() {
        NodeDeployment talking = MAPS.toBuilder()
                .reason("a\n\u2028\u0085" + "\u20ac".repeat(1_000_000))
                .build();
        byte[] bytes = ReportFormat.write(new NodeReport("node1", Map.of(), 0, Collections.nCopies(5_000, talking)));
        assertThat(bytes.length).isLessThanOrEqualTo(ReportFormat.MAX_LENGTH);
        NodeReport read = ReportFormat.read(bytes).orElseThrow();
        assertThat(read.deployments()).hasSize(ReportFormat.MAX_DEPLOYMENTS);
        assertThat(read.deployments().get(0).reason()).startsWith("a   \u20ac").hasSize(200);
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        byte[] bytes = Bencode.encode(BencodeDictionary.builder()
                .put("v", 2)
                .put("name", "node1")
                .put("port", 1)
                .put("more", List.of(1, 2))
                .put("deployments", List.of(List.of("x"), "y"))
                .build());
        assertThat(ReportFormat.read(bytes)).contains(new NodeReport("node1", Map.of(), 1, List.of()));
    }

    @Test
    void anEarlierVersionInstallsNothingAndALaterStateIsNone() {
        List<Object> fields = new ArrayList<>(List.of(new byte[32], "maps", 7, 2, 100, "", 0));
        assertThat(install(fields)).isEqualTo(InstallState.NONE);
        fields.add(InstallState.INSTALLED.ordinal());
        assertThat(install(fields)).isEqualTo(InstallState.INSTALLED);
        for (Object other : List.of(InstallState.values().length, -1, "x", List.of())) {
            fields.set(7, other);
            assertThat(install(fields)).as("%s", other).isEqualTo(InstallState.NONE);
        }
    }

    private static InstallState install(List<Object> fields) {
        byte[] bytes = Bencode.encode(BencodeDictionary.builder()
                .put("v", 1)
                .put("name", "node1")
                .put("port", 1)
                .put("deployments", List.of(fields))
                .build());
        return ReportFormat.read(bytes).orElseThrow().deployments().get(0).install();
    }

    @Test
    void anythingElseIsNoReport() {
        for (String text : List.of(
                "",
                "le",
                "de",
                "d4:name5:node14:porti-1e1:vi1ee",
                "d4:name5:node14:porti65536e1:vi1ee",
                "d4:name5:node14:porti1ee",
                "d4:name3:a b4:porti1e1:vi1ee",
                "d6:labelsd1:a1: e4:name5:node14:porti1e1:vi1ee",
                "d4:name5:node14:porti99999999999999999999e1:vi1ee")) {
            assertThat(ReportFormat.read(text.getBytes())).as(text).isEmpty();
        }
        byte[] valid = ReportFormat.write(REPORT);
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] changed = Arrays.copyOf(valid, valid.length - random.nextInt(3));
            for (int j = 0; j <= random.nextInt(4); j++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            ReportFormat.read(changed).ifPresent(read -> {
                assertThat(read.name()).matches("[A-Za-z0-9._-]{1,64}");
                assertThat(read.port()).isBetween(0, 65_535);
            });
        }
    }
}
