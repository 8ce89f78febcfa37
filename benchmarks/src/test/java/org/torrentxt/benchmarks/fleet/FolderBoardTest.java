package org.torrentxt.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.api.Endpoint;
import org.torrentxt.fleet.board.Board;
import org.torrentxt.fleet.board.Member;
import org.torrentxt.fleet.board.Subject;

/** A board of files. */
class FolderBoardTest {
    @TempDir
    Path folder;

    @Test
    void whatOnePostsTheOthersRead() {
        Board one = new FolderBoard(folder, "one", Endpoint.address("10.77.1.1"));
        try (Board two = new FolderBoard(folder, "two", Endpoint.address("10.77.2.1"))) {
            assertThat(one.read(Subject.REPORTS, 10)).isEmpty();
            one.post(Subject.REPORTS, "one", new byte[] {1, 2});
            one.post(Subject.REPORTS, "one", new byte[] {3});
            two.post(Subject.STATEMENTS, "maps", new byte[] {4});
            assertThat(two.read(Subject.REPORTS, 10)).containsOnlyKeys("one").containsEntry("one", new byte[] {3});
            assertThat(one.read(Subject.STATEMENTS, 10)).containsOnlyKeys("maps");
            two.remove(Subject.REPORTS, "one");
            assertThat(one.read(Subject.REPORTS, 10)).isEmpty();
            assertThat(one.members())
                    .containsExactlyInAnyOrder(
                            new Member("one", Endpoint.address("10.77.1.1"), true),
                            new Member("two", Endpoint.address("10.77.2.1"), false));
        }
        assertThat(one.members()).extracting(Member::id).containsExactly("one");
    }
}
