package org.torrentxt.shell.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.shell.support.TorrentArguments.Selection;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class BatchTest {
    private final List<Torrent> torrents = new FakeSession(
                    "default",
                    StatusBuilder.status(1).build(),
                    StatusBuilder.status(2).build(),
                    StatusBuilder.status(3).build())
            .torrents();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Output output = new Output(null, new PrintStream(printed, true, StandardCharsets.UTF_8), false);

    @Test
    void whatFailsIsToldTogetherAndTheRestIsDone() {
        Batch batch = Batch.run(new Selection(torrents, Map.of("x", "x names no torrent")), torrent -> {
            if (torrent.id() == 2) {
                throw TorrentException.invalid("not this one");
            }
        });

        assertThatThrownBy(() -> batch.report(output, "Paused"))
                .isInstanceOf(CommandException.class)
                .hasMessage("2 failed: x (x names no torrent); 2 (not this one)");
        assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("Paused: 1, 3");
    }

    @Test
    void whatFailsLaterIsNotDone() {
        Batch batch = Batch.run(new Selection(torrents, Map.of()), torrent -> {});
        batch.fail(3, "the disk is full");

        assertThat(batch.done()).extracting(Torrent::id).containsExactly(1, 2);
        assertThatThrownBy(batch::throwFailures).hasMessage("the disk is full");
    }

    @Test
    void nothingToDoIsNoFailure() {
        Batch batch = Batch.run(new Selection(List.of(), Map.of()), torrent -> {});

        assertThatCode(() -> batch.report(output, "Paused")).doesNotThrowAnyException();
        assertThat(printed.toString(StandardCharsets.UTF_8).strip()).isEqualTo("Paused: no torrents");
    }
}
