package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Torrent;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.fake.PseudoTerminal;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Labels and attributes in the console: set, shown, and selected by. */
class LabelCommandTest {
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1)
                    .labels("iso", "linux")
                    .attribute("owner", "alice")
                    .build(),
            StatusBuilder.status(2).labels("linux").build(),
            StatusBuilder.status(3).build());
    private final FakeConsole console = new FakeConsole(session);

    @BeforeEach
    void withoutLimits() {
        for (String limit : List.of("downloadLimit", "uploadLimit")) {
            session.answer(limit, (torrent, arguments) -> 0L);
        }
        for (String limit : List.of("maxConnections", "maxUploads")) {
            session.answer(limit, (torrent, arguments) -> -1);
        }
    }

    private Torrent torrent(int id) {
        return session.find(id).orElseThrow();
    }

    @Test
    void labelsAreListed() throws Exception {
        assertThat(console.run(new LabelCommand(), "--no-format"))
                .isEqualTo("1\tiso, linux\ttorrent-1\n2\tlinux\ttorrent-2\n3\t\ttorrent-3");
        assertThat(console.run(new LabelCommand(), "--json", "1"))
                .isEqualTo("[{\"id\":1,\"name\":\"torrent-1\",\"labels\":[\"iso\",\"linux\"]}]");
    }

    @Test
    void labelsAreAddedRemovedAndReplaced() throws Exception {
        assertThat(console.run(new LabelCommand(), "--add", "a, b", "--remove", "linux", "--add", "c", "1-3"))
                .isEqualTo("Labels changed: 1, 2, 3");
        assertThat(torrent(1).labels()).containsExactly("a", "b", "c", "iso");
        assertThat(torrent(3).labels()).containsExactly("a", "b", "c");

        assertThat(console.run(new LabelCommand(), "--set", "x,y", "2")).isEqualTo("Labels changed: 2");
        assertThat(torrent(2).labels()).containsExactly("x", "y");
        assertThat(console.run(new LabelCommand(), "--clear", "--label", "iso")).isEqualTo("Labels changed: 1");
        assertThat(torrent(1).labels()).isEmpty();
    }

    @Test
    void aMistakeInOneLabelChangesNoTorrent() {
        assertThatThrownBy(() -> console.run(new LabelCommand(), "--add", "a,,b", "--all"))
                .hasMessageStartingWith("invalid label '': expected 1 to 100 characters");
        assertThatThrownBy(() -> console.run(new LabelCommand(), "--add", "a", "--remove", "a", "--all"))
                .hasMessage("label both set and removed: 'a'; specify it once");
        assertThatThrownBy(() -> console.run(new LabelCommand(), "--add", "a", "--set", "b", "--all"))
                .hasMessage("specify --add and --remove, --set or --clear, only one of these");
        assertThatThrownBy(() -> console.run(new LabelCommand(), "--add", "a"))
                .hasMessage("specify torrents (3 5-9), --label or --all, only one of them");
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void oneTorrentWithTooManyLabelsIsReportedAndTheOthersAreChanged() {
        String many = String.join(
                ",",
                java.util.stream.IntStream.range(0, 99)
                        .mapToObj(i -> "label " + i)
                        .toList());

        assertThatThrownBy(() -> console.run(new LabelCommand(), "--add", many, "--all"))
                .hasMessageContaining("too many labels: 101; expected at most 100");
        assertThat(console.printed()).isEqualTo("Labels changed: 2, 3");
    }

    @Test
    void torrentsAreSelectedByTheirLabels() throws Exception {
        assertThat(console.run(new PauseCommand(), "--label", "linux")).isEqualTo("Paused: 1, 2");
        assertThat(console.run(new PauseCommand(), "--label", "linux,iso")).isEqualTo("Paused: 1");
        assertThat(console.run(new PauseCommand(), "--label", "linux", "--label", "iso"))
                .isEqualTo("Paused: 1");
        assertThat(console.run(new LimitCommand(), "--no-format", "--label", "iso"))
                .startsWith("1\t")
                .hasLineCount(1);
        assertThatThrownBy(() -> console.run(new RemoveCommand(), "--label", "linux,other"))
                .hasMessage("no torrents in session default with label linux, other; see torrent:label");
        assertThatThrownBy(() -> console.run(new RemoveCommand(), "--label", "linux", "3"))
                .hasMessage("specify torrents (3 5-9), --label or --all, only one of them");
        assertThatThrownBy(() -> console.run(new RemoveCommand(), "--label", "linux", "--all"))
                .hasMessageStartingWith("specify torrents");
        assertThat(session.torrentCount()).isEqualTo(3);
    }

    @Test
    void theListHasThemWhereTheyAreWanted() throws Exception {
        assertThat(console.run(new ListCommand(), "--no-format", "--label", "linux", "--label", "iso"))
                .hasLineCount(1)
                .startsWith("1\t")
                .endsWith("\ttorrent-1\tiso, linux");
        assertThat(console.run(new ListCommand(), "--label", "linux"))
                .containsPattern("Name +│ Labels")
                .contains("iso, linux");
        assertThat(console.run(new ListCommand(), "--json", "--label", "iso"))
                .contains("\"labels\":[\"iso\",\"linux\"],\"attributes\":{\"owner\":\"alice\"}");
        assertThat(console.run(new ListCommand(), "--label", "a,b"))
                .isEqualTo("No torrents with label a, b; see torrent:label");
        assertThat(console.run(new ListCommand(), "--json", "--label", "a")).isEqualTo("[]");
        session.put(StatusBuilder.status(1).build()).put(StatusBuilder.status(2).build());
        assertThat(console.run(new ListCommand())).doesNotContain("Labels");
    }

    @Test
    void aNarrowTerminalHasTheListWithoutThem() throws Exception {
        try (PseudoTerminal narrow = new PseudoTerminal(80);
                PseudoTerminal wide = new PseudoTerminal(160)) {
            assertThat(console.in(narrow).run(new ListCommand())).contains("hidden to fit: Labels, Ratio");
            assertThat(console.in(wide).run(new ListCommand())).contains("Labels", "iso, linux");
        }
    }

    @Test
    void attributesAreListedSetAndRemoved() throws Exception {
        assertThat(console.run(new AttributeCommand(), "--no-format")).isEqualTo("1\towner\talice\ttorrent-1");
        assertThat(console.run(new AttributeCommand(), "3")).contains("No attributes; see torrent:attribute --help");

        assertThat(console.run(
                        new AttributeCommand(), "--set", "k=a=b", "--set", "empty=", "--remove", "owner", "1", "2"))
                .isEqualTo("Attributes changed: 1, 2");

        assertThat(torrent(1).attributes()).isEqualTo(Map.of("k", "a=b", "empty", ""));
        assertThat(console.run(new AttributeCommand(), "--json", "2"))
                .isEqualTo("[{\"id\":2,\"name\":\"torrent-2\",\"key\":\"empty\",\"value\":\"\"},"
                        + "{\"id\":2,\"name\":\"torrent-2\",\"key\":\"k\",\"value\":\"a=b\"}]");
    }

    @Test
    void anAttributeThatIsNoneIsNamed() {
        assertThatThrownBy(() -> console.run(new AttributeCommand(), "--set", "owner", "1"))
                .hasMessage("invalid --set 'owner': expected KEY=VALUE");
        assertThatThrownBy(() -> console.run(new AttributeCommand(), "--set", "=alice", "1"))
                .hasMessageStartingWith("invalid attribute ''");
        assertThatThrownBy(() -> console.run(new AttributeCommand(), "--set", "a=1", "--set", "a=2", "1"))
                .hasMessage("attribute set twice: 'a'; specify it once");
        assertThatThrownBy(() -> console.run(new AttributeCommand(), "--set", "a=1", "--remove", "a", "1"))
                .hasMessage("attribute both set and removed: 'a'; specify it once");
        assertThat(torrent(1).attributes()).isEqualTo(Map.of("owner", "alice"));
    }

    @Test
    void theDetailsHaveBoth() throws Exception {
        session.put(StatusBuilder.status(1)
                .labels("iso", "linux")
                .attribute("owner", "alice")
                .attribute("long", "x".repeat(10_000))
                .build());
        session.answer("magnetUri", (torrent, arguments) -> java.util.Optional.empty());

        assertThat(console.run(new InfoCommand(), "1"))
                .containsPattern("Labels +iso, linux")
                .containsPattern("Attributes\n +long +x{199}…\n +owner +alice");
        assertThat(console.run(new InfoCommand(), "3")).doesNotContain("Labels", "Attributes");
        assertThat(Set.of(console.run(new InfoCommand(), "--json", "1"))).allMatch(json -> json.contains("\"owner\""));
    }
}
