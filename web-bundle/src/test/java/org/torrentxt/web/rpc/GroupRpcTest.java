package org.torrentxt.web.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.policy.GroupPolicy;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Groups of torrents that share rate limits by the protocol. */
class GroupRpcTest {
    @TempDir
    Path folder;

    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).paused().build(),
            StatusBuilder.status(2).paused().build());
    private final FakeSession other =
            new FakeSession("other", StatusBuilder.status(1).build());
    private RpcClient client;
    private RealPolicies running;
    private GroupPolicy groups;

    @BeforeEach
    void start() {
        running = new RealPolicies(folder, session);
        groups = running.service().groups();
        client = RpcClient.serving(session, other);
        client.server().add(running.service());
    }

    @AfterEach
    void stop() {
        client.close();
        running.close();
    }

    private Object get(String arguments) {
        return client.call("group-get", arguments).get("group");
    }

    private void set(String arguments) {
        client.call("group-set", arguments);
    }

    private static Map<String, Object> shown(String name, long down, boolean hasDown, long up, boolean hasUp) {
        Map<String, Object> group = new HashMap<>(Map.of("name", name, "honorsSessionLimits", true));
        group.put("speed-limit-down", down);
        group.put("speed-limit-down-enabled", hasDown);
        group.put("speed-limit-up", up);
        group.put("speed-limit-up-enabled", hasUp);
        return group;
    }

    @Test
    void groupsAreAddedChangedAndShown() {
        assertThat(get("{}")).isEqualTo(List.of());
        set("{'name':' films ','speed-limit-down':500,'speed-limit-down-enabled':true}");
        set("{'name':'series'}");
        assertThat(groups.all())
                .containsExactly(
                        RateGroup.builder("films").downloadLimit(500_000).build(),
                        RateGroup.builder("series").build());
        Map<String, Object> films = shown("films", 500, true, 0, false);
        Map<String, Object> series = shown("series", 0, false, 0, false);
        assertThat(get("{}")).isEqualTo(List.of(films, series));
        assertThat(get("{'name':'series'}")).isEqualTo(List.of(series));
        assertThat(get("{'name':['films','none']}")).isEqualTo(List.of(films));
        assertThat(get("{'group':['series']}")).isEqualTo(List.of(series));
        assertThat(get("{'group':'none'}")).isEqualTo(List.of());
        assertThat(get("{'name':[]}")).isEqualTo(List.of(films, series));
        assertThat(client.as("viewer").call("group-get", "{'name':'films'}").get("group"))
                .isEqualTo(List.of(films));
    }

    @Test
    void aLimitThatIsTurnedOffIsNotForgotten() {
        set("{'name':'films','speed-limit-up':70,'speed-limit-down':0,'speed-limit-down-enabled':true}");
        assertThat(groups.find("films"))
                .contains(RateGroup.builder("films").downloadLimit(1).build());
        set("{'name':'films','speed-limit-up-enabled':true,'speed-limit-down-enabled':false}");
        assertThat(groups.find("films"))
                .contains(RateGroup.builder("films").uploadLimit(70_000).build());
        set("{'name':'films','speed-limit-up-enabled':false}");
        assertThat(get("{'name':'films'}")).isEqualTo(List.of(shown("films", 1, false, 70, false)));
        set("{'name':'films','speed-limit-up-enabled':true,'honorsSessionLimits':true}");
        assertThat(groups.find("films"))
                .contains(RateGroup.builder("films").uploadLimit(70_000).build());
    }

    @Test
    void whatIsShownAndSentBackChangesNothing() {
        RateGroup odd = RateGroup.builder("films")
                .downloadLimit(500 * 1024)
                .uploadLimit(1)
                .build();
        groups.set(odd);
        set("{'name':'films','speed-limit-down':512,'speed-limit-down-enabled':true,'speed-limit-up':1,"
                + "'speed-limit-up-enabled':true,'honorsSessionLimits':true}");
        assertThat(groups.all()).containsExactly(odd);
    }

    @Test
    void torrentsArePutIntoGroupsWhichAreCreatedIfNeeded() {
        assertThat(client.field(1, "group")).isEqualTo("");
        client.call("torrent-set", "{'ids':[1,2],'group':' films '}");
        assertThat(client.field(1, "group")).isEqualTo("films");
        assertThat(client.field(2, "group")).isEqualTo("films");
        assertThat(groups.all()).containsExactly(RateGroup.builder("films").build());

        RateGroup limited = RateGroup.builder("films").downloadLimit(9_000_000).build();
        groups.set(limited);
        client.call("torrent-set", "{'ids':1,'group':'films'}");
        client.call("torrent-set", "{'ids':2,'group':''}");
        assertThat(groups.all()).containsExactly(limited);
        assertThat(client.field(2, "group")).isEqualTo("");
        assertThat(session.find(1).orElseThrow().attributes()).containsEntry(RateGroup.ATTRIBUTE, "films");
        assertThat(session.find(2).orElseThrow().attributes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "group-set|{}|invalid name: expected a text",
                "group-set|{'name':' '}|invalid name: expected a text",
                "group-set|{'name':7}|invalid name: expected a text, got 7",
                "group-set|{'name':'a,b'}|invalid name of a group 'a,b': expected no commas",
                "group-set|{'name':'a','speed-limit-down':-1}|invalid speed-limit-down: expected a number from 0",
                "group-set|{'name':'a','speed-limit-up':'x'}|invalid speed-limit-up: expected a number from 0",
                "group-set|{'name':'a','speed-limit-up-enabled':2}|invalid speed-limit-up-enabled: expected true or",
                "group-set|{'name':'a','honorsSessionLimits':false}|honorsSessionLimits cannot be changed",
                "group-get|{'name':7}|invalid name: expected a text",
                "group-get|{'group':[7]}|invalid group: expected a list of texts",
                "torrent-set|{'ids':1,'group':7}|invalid group: expected a text, got 7",
                "torrent-set|{'ids':1,'labels':['x'],'group':'a,b'}|invalid name of a group 'a,b'"
            })
    void whatIsWrongIsNamedAndChangesNothing(String method, String arguments, String result) {
        assertThat(client.result(method, arguments)).contains(result);
        assertThat(groups.all()).isEmpty();
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void withoutPoliciesThereAreNone() {
        RpcClient without = client.at("/transmission/other/rpc");
        assertThat(without.call("group-get", "{}")).isEqualTo(Map.of("group", List.of()));
        assertThat(without.result("group-set", "{'name':'films'}"))
                .isEqualTo("groups cannot be changed: the session has no policies; install the feature"
                        + " torrentxt-policy, and configure org.torrentxt.policy for it");
        assertThat(without.result("torrent-set", "{'ids':1,'group':'films'}"))
                .contains("group cannot be changed: the session has no policies");
        assertThat(without.result("torrent-set", "{'ids':1,'group':''}")).isEqualTo("success");
        assertThat(without.field(1, "group")).isEqualTo("");
    }
}
