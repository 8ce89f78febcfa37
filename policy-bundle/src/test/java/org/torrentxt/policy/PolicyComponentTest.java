package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.ShareLimits;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.policy.category.FixedSource;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** The service: its configuration, and what is changed at run time. */
class PolicyComponentTest {
    @TempDir
    Path folder;

    private final Clocks clock = new Clocks("2026-01-05T08:00:00Z", "UTC");
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).complete().build());
    private final FakeAdmin admin = new FakeAdmin();
    private PolicyComponent component;

    private PolicyComponent start(Map<String, Object> configured) {
        Map<String, Object> properties = new HashMap<>(configured);
        properties.put("service.pid", "org.torrentxt.policy~default");
        component = new PolicyComponent(properties, clock, folder);
        component.setConfigurationAdmin(admin.service());
        component.addSession(new FakeSession("other"));
        component.addSession(session);
        return component;
    }

    @AfterEach
    void stop() throws Exception {
        component.stop();
    }

    private static ShareLimits ratio(double limit) {
        return ShareLimits.builder().ratio(Optional.of(limit)).build();
    }

    @Test
    void limitsThatAreSetAreInForceAndWritten() {
        start(Map.of("ratio.limit", "1"));
        assertThat(component.shares().limits()).isEqualTo(ratio(1));

        component.shares().setLimits(ratio(2.25));
        assertThat(component.shares().limits()).isEqualTo(ratio(2.25));
        assertThat(admin.written()).containsEntry("ratio.limit", "2.25").containsEntry("idle.time.limit", "none");

        component.modify(Map.of("ratio.limit", "1")); // told late: what is written counts
        assertThat(component.shares().limits()).isEqualTo(ratio(2.25));
    }

    @Test
    void alternativeSpeedsThatAreSetAreWritten() {
        start(Map.of());
        component.speeds().useAlternative(true);
        component
                .speeds()
                .setAlternative(component.speeds().alternative().toBuilder()
                        .downloadLimit(9_000)
                        .build());
        assertThat(session.settings().get("download_rate_limit").value()).isEqualTo(9_000L);
        assertThat(admin.written()).containsEntry("alt.download.rate.limit", "9000");
    }

    @Test
    void aFolderForIncompleteTorrentsThatIsSetIsWritten() {
        start(Map.of());
        Path incomplete = folder.resolve("incomplete");
        component.categories().setIncompletePath(Optional.of(incomplete.resolve("../incomplete")));
        assertThat(component.categories().incompletePath()).contains(incomplete);
        assertThat(admin.written()).containsEntry("incomplete.path", incomplete.toString());
        component.modify(Map.of());
        assertThat(component.categories().incompletePath()).contains(incomplete);
        for (String wrong : List.of("relative", folder + "/${x}", folder + "/a\nb", folder + "/a\\b")) {
            assertThatThrownBy(() -> component.categories().setIncompletePath(Optional.of(Path.of(wrong))))
                    .hasMessageContaining("expected the full path of a folder");
        }
        component.categories().setIncompletePath(Optional.empty());
        assertThat(admin.written()).containsEntry("incomplete.path", "");
        component.modify(Map.of());
        assertThat(component.categories().incompletePath()).isEmpty();
    }

    @Test
    void aSuffixOfIncompleteFilesThatIsSetIsWritten() {
        start(Map.of());
        assertThat(component.categories().hasPartSuffix()).isFalse();
        component.categories().setPartSuffix(true);
        assertThat(admin.written()).containsEntry("incomplete.suffix", "true");
        component.modify(Map.of()); // told late: what is written counts
        assertThat(component.categories().hasPartSuffix()).isTrue();
        component.categories().setPartSuffix(false);
        assertThat(admin.written()).containsEntry("incomplete.suffix", "false");
        assertThat(component.categories().hasPartSuffix()).isFalse();
    }

    @Test
    void groupsThatAreSetAreWrittenAndDividedUntilTheEnd() throws Exception {
        start(Map.of("groups", "films:none:80000"));
        RateGroup films = RateGroup.builder("films").uploadLimit(80_000).build();
        RateGroup series = RateGroup.builder("series").downloadLimit(7_000).build();
        assertThat(component.groups().all()).containsExactly(films);
        Torrent torrent = session.find(1).orElseThrow();
        component.groups().assign(torrent, Optional.of("films"));
        assertThat(torrent.attributes()).containsEntry(RateGroup.ATTRIBUTE, "films");
        component.look();
        assertThat(throttled()).isEqualTo(List.of(0L, 80_000L));

        component.groups().set(series);
        assertThat(admin.written()).containsEntry("groups", "films:none:80000,series:7000:none");
        assertThat(component.groups().find("series")).contains(series);
        component.groups().assign(torrent, Optional.of("series"));
        component.look();
        assertThat(throttled()).isEqualTo(List.of(7_000L, 0L));

        assertThat(component.groups().remove("films")).isTrue();
        assertThat(component.groups().remove("films")).isFalse();
        assertThat(admin.written()).containsEntry("groups", "series:7000:none");
        admin.write(Map.of("groups", new String[] {"series:8000:none", "x:none:none"}));
        component.modify(Map.of());
        component.look();
        assertThat(throttled()).isEqualTo(List.of(8_000L, 0L));

        component.stop();
        assertThat(throttled()).isEqualTo(List.of(0L, 0L));
        component.groups().assign(torrent, Optional.empty());
        assertThat(torrent.attributes()).isEmpty();
    }

    @Test
    void limitsOfACategoryAreBetweenThoseOfTheTorrentAndOfTheSession() {
        start(Map.of("ratio.limit", "1", "groups", "slow:none:5"));
        Map<String, Object> films = new HashMap<>(Map.of(
                "service.pid", "org.torrentxt.category~films", "ratio.limit", "none", "upload.rate.limit", "8000"));
        CategoryComponent category = new CategoryComponent(films);
        component.addCategory(category);
        session.put(StatusBuilder.status(1).complete().attribute(Category.ATTRIBUTE, "films").build().toBuilder()
                .isFinished(true)
                .hasMetadata(true)
                .allTimeDownload(100)
                .allTimeUpload(150)
                .build());
        component.look();
        assertThat(session.calls("pause")).isEmpty();
        assertThat(throttled()).isEqualTo(List.of(0L, 8_000L));

        films.put("upload.rate.limit", "9000");
        category.modify(films);
        component.look();
        assertThat(throttled()).isEqualTo(List.of(0L, 9_000L));
        component.groups().assign(session.find(1).orElseThrow(), Optional.of("slow"));
        component.look();
        assertThat(throttled()).isEqualTo(List.of(0L, 5L));

        films.put("ratio.limit", "1.5");
        category.modify(films);
        component.look();
        assertThat(session.calls("pause")).hasSize(1);
    }

    @Test
    void aTorrentThatHasToBeMovedYetIsNotRemoved() {
        start(Map.of("ratio.limit", "1", "action", "remove"));
        TorrentStatus.Builder seeding = StatusBuilder.status(1).complete().build().toBuilder()
                .isFinished(true)
                .hasMetadata(true)
                .allTimeDownload(100)
                .allTimeUpload(150);
        session.put(seeding.attributes(Map.of(Category.SAVE_PATH_ATTRIBUTE, "/data"))
                .build());
        component.look();
        assertThat(session.calls("remove")).isEmpty();
        session.put(seeding.attributes(Map.of()).build());
        component.look();
        assertThat(session.calls("remove")).hasSize(1);
    }

    @Test
    void whatIsWrongIsFoundByTheCheck() {
        start(Map.of());
        assertThat(component.check()).extracting(HealthFinding::level).containsExactly(HealthFinding.Level.OK);
        admin.write(Map.of("action", "explode"));
        component.modify(Map.of());
        component.addCategory(new CategoryComponent(Map.of(
                "service.pid", "org.torrentxt.category~films", "save.path", "/data", "incomplete.path", "/ssd")));
        component.addCategory(new CategoryComponent(
                Map.of("service.pid", "org.torrentxt.category~iso", "incomplete.path", "/data/part")));
        component.addCategory(
                new CategoryComponent(Map.of("service.pid", "org.torrentxt.category~new", "save.path", "{x}")));
        session.find(1).orElseThrow().setAttribute(Category.ATTRIBUTE, "gone");
        component.look();
        assertThat(component.check())
                .extracting(HealthFinding::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("org.torrentxt.policy~default is not used", "explode"),
                        text -> assertThat(text).contains("org.torrentxt.category~new is not used", "{x}"),
                        text -> assertThat(text)
                                .contains("incomplete.path of category 'iso' is in the save.path of category 'films'"),
                        text -> assertThat(text).contains("1 torrents are in category 'gone', which does not exist"));
        assertThat(component.check()).extracting(HealthFinding::session).containsOnly("default");
    }

    private List<Object> throttled() {
        return session.calls().stream()
                .filter(call -> call.method().equals("throttle"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .arguments();
    }

    @Test
    void groupsAndNamesThatCannotBeAreRefused() {
        start(Map.of());
        Torrent torrent = session.find(1).orElseThrow();
        for (String name : new String[] {"", " films", "a,b", "a\nb", "${karaf.base}", "a\\b", "x".repeat(101)}) {
            assertThatThrownBy(() -> component.groups().assign(torrent, Optional.of(name)))
                    .hasMessageContaining("invalid name of a group");
        }
        assertThat(torrent.attributes()).isEmpty();
        for (int i = 0; i < GroupPolicy.MAX_GROUPS; i++) {
            component.groups().set(RateGroup.builder("g" + i).build());
        }
        component.groups().set(RateGroup.builder("g7").uploadLimit(1).build());
        assertThatThrownBy(
                        () -> component.groups().set(RateGroup.builder("more").build()))
                .hasMessageContaining("too many groups: 1001");
        assertThat(component.groups().all()).hasSize(GroupPolicy.MAX_GROUPS);
    }

    @Test
    void aChangedConfigurationIsFollowedAndAWrongOneChangesNothing() {
        start(Map.of("ratio.limit", "1"));
        admin.write(Map.of("ratio.limit", "3"));
        component.modify(Map.of());
        assertThat(component.shares().limits()).isEqualTo(ratio(3));

        admin.write(Map.of("ratio.limit", "4", "action", "explode"));
        component.modify(Map.of());
        assertThat(component.shares().limits()).isEqualTo(ratio(3));
    }

    @Test
    void aConfigurationThatIsWrongFromTheBeginningLimitsNothing() {
        start(Map.of("ratio.limit", "0", "idle.time.limit", "soon"));
        assertThat(component.shares().limits()).isEqualTo(ShareLimits.builder().build());
        component.look();
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void aSessionHasOneConfigurationOfPolicies() {
        start(Map.of());
        assertThatThrownBy(() -> new PolicyComponent(Map.of("service.pid", "org.torrentxt.policy~b"), clock, folder))
                .hasMessageContaining("org.torrentxt.policy~default")
                .hasMessageContaining("org.torrentxt.policy~b");
    }

    @Test
    void theOwnLimitsOfATorrentAreItsAttributes() {
        start(Map.of());
        Torrent torrent = session.find(1).orElseThrow();
        torrent.setAttribute("com.acme.order", "7");
        OwnShareLimits own = OwnShareLimits.builder()
                .ratioMode(LimitMode.OWN)
                .ratio(Optional.of(1.5))
                .idleTimeMode(LimitMode.NONE)
                .idleTime(Optional.of(Duration.ofMinutes(5)))
                .build();
        component.shares().setOwnLimits(torrent, own);
        assertThat(OwnShareLimits.of(torrent.attributes())).isEqualTo(own);

        component.shares().setOwnLimits(torrent, OwnShareLimits.builder().build());
        assertThat(torrent.attributes()).isEqualTo(Map.of("com.acme.order", "7"));
    }

    @Test
    void itsSessionIsLookedAt() {
        start(Map.of("ratio.limit", "0"));
        component.look();
        assertThat(session.calls("pause")).hasSize(1);
    }

    @Test
    void whatFailsKeepsNothingElseFromBeingDone() {
        start(Map.of("ratio.limit", "0"));
        component.addCategory(new FixedSource("default", "broken", null)); // fails whenever it is asked
        component.look();
        component.look();
        assertThat(session.calls("pause")).hasSize(1);
    }
}
