package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.torrentxt.testing.StatusBuilder.status;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.policy.Category;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeSession;

class StatsCommandTest {
    @Test
    void whatAllTorrentsHaveTogetherIsShown() throws Exception {
        FakeSession session = new FakeSession(
                "default",
                status(1).labels("films", "new").paused().build(),
                status(2).labels("films").complete().build().toBuilder()
                        .seedingTime(Duration.ofHours(2))
                        .build(),
                status(3).complete().build().toBuilder()
                        .addedTime(Instant.EPOCH)
                        .seedingTime(Duration.ofMinutes(90))
                        .build());

        assertThat(new FakeConsole(session).run(new StatsCommand()).replaceAll(" +", " "))
                .contains("Session default", "Downloaded 0 B, 0 B of it in this run", "Torrents 3")
                .contains("2 seeding, 1 paused", "Labels 2 films, 1 new", "Complete 2")
                .contains("First added 1970-01-0", "Seeding 3h 30m of all torrents together");
    }

    private static FakeSession categories() {
        return new FakeSession(
                "default",
                status(1).attribute(Category.ATTRIBUTE, "films").complete().build().toBuilder()
                        .allTimeDownload(1000)
                        .allTimeUpload(2500)
                        .build(),
                status(2).attribute(Category.ATTRIBUTE, "films").labels("a", "b").build().toBuilder()
                        .allTimeDownload(1000)
                        .allTimeUpload(500)
                        .build(),
                status(3).labels("a").paused().build().toBuilder()
                        .allTimeDownload(0)
                        .allTimeUpload(0)
                        .build());
    }

    private static String by(String kind) throws Exception {
        return new FakeConsole(categories()).run(new StatsCommand(), "--by", kind, "--no-format");
    }

    @Test
    void theTotalsOfEachCategoryAreShown() throws Exception {
        assertThat(by("category").lines().map(line -> line.split("\t")))
                .extracting(row -> row[0], row -> row[1], row -> row[2], row -> row[7])
                .containsExactly(tuple("none", "1", "0", "-"), tuple("films", "2", "1", "1.50"));
        assertThat(new FakeConsole(categories()).run(new StatsCommand(), "--by", "category"))
                .contains("Name", "Torrents", "Uploaded", "films");
    }

    @Test
    void aTorrentCountsForEachOfItsLabels() throws Exception {
        assertThat(by("label").lines().map(line -> line.split("\t")))
                .extracting(row -> row[0], row -> row[1])
                .containsExactly(tuple("none", "1"), tuple("a", "2"), tuple("b", "1"));
        assertThat(by("state")).contains("paused\t1\t");
    }

    @Test
    void programsGetNumbers() throws Exception {
        assertThat(new FakeConsole(categories()).run(new StatsCommand(), "--json", "--by", "category"))
                .startsWith("[{\"name\":\"\",\"torrents\":1,\"complete\":0,")
                .contains("{\"name\":\"films\",\"torrents\":2,\"complete\":1,", "\"allTimeUpload\":3000,");
        assertThat(new FakeConsole(categories()).run(new StatsCommand(), "--json"))
                .startsWith(
                        "{\"totalDownload\":0,\"totalUpload\":0,\"name\":\"default\",\"torrents\":3,\"complete\":1,")
                .contains("\"allTimeUpload\":0,"); // of the session, which has forgotten nothing
        assertThat(new FakeConsole(new FakeSession("empty")).run(new StatsCommand(), "--json", "--by", "label"))
                .isEqualToIgnoringNewLines("[]");
    }

    @Test
    void anUnknownKindIsRefused() {
        assertThatThrownBy(() -> by("colour"))
                .hasMessageContaining("invalid --by 'colour': expected category, label or state");
    }

    @Test
    void aSessionWithoutTorrentsHasNone() throws Exception {
        assertThat(new FakeConsole(new FakeSession("default"))
                        .run(new StatsCommand())
                        .replaceAll(" +", " "))
                .contains("Torrents 0", "Size 0 B")
                .doesNotContain("First added");
    }
}
