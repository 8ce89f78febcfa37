package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.torrent.GroupCommand;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Groups of torrents that share rate limits in the console. */
class GroupsCommandTest {
    private final FakePolicies policies = new FakePolicies("default");
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).build(),
            StatusBuilder.status(2).build(),
            StatusBuilder.status(3).build());
    private final FakeConsole console = new FakeConsole(session, new FakePolicies("other"), policies);

    @Test
    void groupsAreSetListedAndDeleted() throws Exception {
        assertThat(console.run(new GroupsCommand())).contains("No groups; add one with torrent:groups --down");
        assertThat(console.run(new GroupsCommand(), "--down", "1MiB", "films")).isEqualTo("Group set: films");
        assertThat(console.run(new GroupsCommand(), "--up", "500KB", "films")).isEqualTo("Group set: films");
        console.run(new GroupsCommand(), "--up", "none", "Old series");
        assertThat(policies.all())
                .containsExactly(
                        RateGroup.builder("Old series").build(),
                        RateGroup.builder("films")
                                .downloadLimit(1 << 20)
                                .uploadLimit(500_000)
                                .build());
        console.run(new GroupCommand(), "--set", "films", "1", "2");

        assertThat(console.run(new GroupsCommand(), "--no-format"))
                .isEqualTo("Old series\t0\t0 B/s\tnone\t0 B/s\tnone\n"
                        + "films\t2\t20.0 MiB/s\t1.0 MiB/s\t2.0 MiB/s\t488.3 KiB/s");
        assertThat(console.run(new GroupsCommand(), "--json", "films"))
                .isEqualTo("[{\"name\":\"films\",\"downloadLimit\":1048576,\"uploadLimit\":500000,\"torrents\":2,"
                        + "\"downloadRate\":20971520,\"uploadRate\":2097152}]");

        assertThat(console.run(new GroupsCommand(), "--delete", "films")).isEqualTo("Group deleted: films");
        assertThat(policies.all()).extracting(RateGroup::name).containsExactly("Old series");
    }

    @Test
    void torrentsArePutIntoAGroupAndTakenOut() throws Exception {
        policies.set(RateGroup.builder("films").build());
        assertThat(console.run(new GroupCommand(), "--set", "films", "1", "3")).isEqualTo("Groups changed: 1, 3");
        assertThat(console.run(new GroupCommand(), "--no-format"))
                .isEqualTo("1\tfilms\ttorrent-1\n2\t\ttorrent-2\n3\tfilms\ttorrent-3");
        assertThat(console.run(new GroupCommand(), "--clear", "3")).isEqualTo("Groups changed: 3");
        assertThat(console.run(new GroupCommand(), "--json", "1", "3"))
                .isEqualTo("[{\"id\":1,\"name\":\"torrent-1\",\"group\":\"films\"},"
                        + "{\"id\":3,\"name\":\"torrent-3\",\"group\":\"\"}]");
        assertThat(session.find(3).orElseThrow().attributes()).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "--down 1MiB, the name of the group is missing",
        "--delete, the name of the group is missing",
        "--down fast films, 'invalid rate ''fast'' for --down'",
        "--down 1K --delete films, 'specify --down and --up, or --delete, only one of these'",
        "--down 1K a;b, 'invalid name of a group ''a,b'''",
        "--delete films, 'no such group: ''films''; expected one of series'",
        "films, 'no such group: ''films''; expected one of series'"
    })
    void aMistakeIsNamedAndChangesNothing(String typed, String message) {
        policies.set(RateGroup.builder("series").build());
        assertThatThrownBy(() ->
                        console.run(new GroupsCommand(), typed.replace(';', ',').split(" ")))
                .hasMessageContaining(message);
        assertThat(policies.all()).containsExactly(RateGroup.builder("series").build());
    }

    @Test
    void aGroupThatIsNotThereIsNotJoined() {
        assertThatThrownBy(() -> console.run(new GroupCommand(), "--set", "flims", "1"))
                .hasMessageContaining("no such group: 'flims'; there are none, add it with torrent:groups");
        assertThatThrownBy(() -> console.run(new GroupCommand(), "--set", "films", "--clear", "1"))
                .hasMessageContaining("--set or --clear, only one of these");
        assertThat(session.calls()).isEmpty();
        FakeConsole without = new FakeConsole(session, new FakePolicies("other"));
        assertThatThrownBy(() -> without.run(new GroupsCommand())).hasMessageContaining("has no policies");
        assertThatThrownBy(() -> without.run(new GroupCommand(), "--clear", "1"))
                .hasMessageContaining("has no policies");
    }
}
