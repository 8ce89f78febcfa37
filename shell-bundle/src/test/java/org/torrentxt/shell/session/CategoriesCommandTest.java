package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.SpacePolicy;
import org.torrentxt.shell.add.AddCommand;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.shell.torrent.CategoryCommand;
import org.torrentxt.shell.torrent.ListCommand;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Categories of torrents in the console. */
class CategoriesCommandTest {
    private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

    private final FakePolicies policies = new FakePolicies("default");
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).build(),
            StatusBuilder.status(2).build(),
            StatusBuilder.status(3).build());
    private final FakeConsole console = new FakeConsole(session, new FakePolicies("other"), policies);

    @BeforeEach
    void add() {
        policies.categories()
                .add(Category.builder("films")
                        .savePath("/data/films")
                        .incompletePath(Path.of("/ssd"))
                        .downloadLimit(1 << 20)
                        .shareLimits(OwnShareLimits.builder()
                                .ratioMode(LimitMode.OWN)
                                .ratio(Optional.of(2.5))
                                .idleTimeMode(LimitMode.OWN)
                                .idleTime(Optional.of(Duration.ofHours(1)))
                                .seedingTimeMode(LimitMode.NONE)
                                .build())
                        .trackers(List.of("https://t.example/announce"))
                        .build());
        policies.categories().add(Category.builder("series").noIncompletePath().build());
    }

    @Test
    void categoriesAreListed() throws Exception {
        console.run(new CategoryCommand(), "--set", "films", "1", "2");
        assertThat(console.run(new CategoriesCommand(), "--no-format"))
                .isEqualTo("films\t2\t/data/films\t/ssd\t1.0 MiB/s\tnone\t2.5\nseries\t0\t\tnone\tnone\tnone\tsession");
        assertThat(console.run(new CategoriesCommand(), "--json", "films"))
                .isEqualTo(
                        "[{\"name\":\"films\",\"savePath\":\"/data/films\",\"incompletePath\":\"/ssd\",\"torrents\":2,"
                                + "\"downloadLimit\":1048576,\"uploadLimit\":0,\"ratioLimit\":\"2.5\","
                                + "\"seedingTimeLimit\":\"none\",\"idleTimeLimit\":\"3600 s\","
                                + "\"trackers\":[\"https://t.example/announce\"]}]");
        assertThatThrownBy(() -> console.run(new CategoriesCommand(), "flims"))
                .hasMessageContaining("no such category: 'flims'; expected one of films, series");
        FakeConsole without = new FakeConsole(session, new FakePolicies("default"));
        assertThat(without.run(new CategoriesCommand())).contains("No categories; add one by a file");
    }

    @Test
    void torrentsArePutIntoACategoryAndMovedIfThatIsAsked() throws Exception {
        assertThat(console.run(new CategoryCommand(), "--set", "films", "1", "3"))
                .isEqualTo("Categories changed: 1, 3");
        assertThat(session.calls("moveStorage")).isEmpty();
        assertThat(console.run(new CategoryCommand(), "--set", "films", "--move", "3"))
                .isEqualTo("Categories changed: 3");
        assertThat(session.calls("moveStorage"))
                .containsExactly(new FakeSession.Call(3, "moveStorage", List.of(Path.of("/data/films"))));
        assertThat(console.run(new CategoryCommand(), "--no-format"))
                .contains("1\tfilms\ttorrent-1\t", "2\t\ttorrent-2\t", "3\tfilms\ttorrent-3\t");
        assertThat(console.run(new CategoryCommand(), "--clear", "3")).isEqualTo("Categories changed: 3");
        assertThat(console.run(new CategoryCommand(), "--json", "1")).contains("\"category\":\"films\"");
        assertThat(session.find(3).orElseThrow().attributes()).isEqualTo(Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "--set flims 1, 'no such category: ''flims''; expected one of films'",
        "--set films --clear 1, '--set or --clear, only one of these'",
        "--move 1, --move needs --set or --clear"
    })
    void aMistakeIsNamedAndChangesNothing(String typed, String message) {
        assertThatThrownBy(() -> console.run(new CategoryCommand(), typed.split(" ")))
                .hasMessageContaining(message);
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void aTorrentIsAddedToACategory() throws Exception {
        console.run(new AddCommand(), "--category", "films", HASH);
        console.run(new AddCommand(), "--category", "films", "--path", "/other", HASH);
        console.run(new AddCommand(), HASH);
        assertThat(session.requests())
                .extracting(AddTorrent::attributes)
                .containsExactly(Map.of(Category.ATTRIBUTE, "films"), Map.of(Category.ATTRIBUTE, "films"), Map.of());
        assertThat(session.requests())
                .extracting(AddTorrent::savePath)
                .containsExactly(Optional.of(Path.of("/data/films")), Optional.of(Path.of("/other")), Optional.empty());
        assertThatThrownBy(() -> console.run(new AddCommand(), "--category", "flims", HASH))
                .hasMessageContaining("no such category: 'flims'");
        FakeConsole without = new FakeConsole(session);
        assertThatThrownBy(() -> without.run(new AddCommand(), "--category", "films", HASH))
                .hasMessageContaining("has no policies");
        assertThat(session.requests()).hasSize(3);
    }

    @Test
    void aTorrentThatWaitsForSpaceIsShown() throws Exception {
        session.put(
                StatusBuilder.status(2).attribute(SpacePolicy.ATTRIBUTE, "true").build());
        assertThat(console.run(new ListCommand(), "--no-format").lines())
                .satisfiesExactly(
                        one -> assertThat(one).doesNotContain("no space"),
                        two -> assertThat(two).contains("\tno space\t"),
                        three -> assertThat(three).doesNotContain("no space"));
    }
}
