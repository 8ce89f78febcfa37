package org.torrentxt.shell.add;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.torrentxt.api.status.TorrentStatus;
import org.torrentxt.shell.format.Progress;
import org.torrentxt.testing.StatusBuilder;

@Timeout(10)
class WatchTest {
    private static final Optional<Duration> SHORT = Optional.of(Duration.ofMillis(50));

    private final List<List<Progress>> shown = new ArrayList<>();
    private final Deque<List<TorrentStatus>> states = new ArrayDeque<>();

    @Test
    void itEndsWhenAllAreComplete() throws Exception {
        states.add(List.of(
                StatusBuilder.status(1).complete().build(),
                StatusBuilder.status(2).build()));
        states.add(List.of(
                StatusBuilder.status(1).complete().build(),
                StatusBuilder.status(2).complete().build()));

        assertThat(watch(Optional.empty())).hasSize(2);
        assertThat(shown).hasSize(2);
    }

    @Test
    void itEndsAtOnceWhenThereIsNone() throws Exception {
        states.add(List.of());
        assertThat(watch(Optional.empty())).isEmpty();
    }

    @Test
    void aTorrentThatIsRemovedMeanwhileIsNotComplete() {
        states.add(List.of(
                StatusBuilder.status(1).build(),
                StatusBuilder.status(2).complete().build()));
        states.add(List.of());
        assertThatThrownBy(() -> watch(Optional.empty()))
                .isInstanceOf(CommandException.class)
                .hasMessage("removed before completion, or its session stopped: torrent 1");
    }

    @Test
    void itGivesUpInTimeAndSaysHowFarItGot() {
        states.add(List.of(StatusBuilder.status(2).build()));
        assertThatThrownBy(() -> watch(SHORT))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("2 torrent-2: downloading 50.0 %");
    }

    @Test
    void anErrorEndsItWithTheReasonAndWhatToDo() {
        states.add(List.of(StatusBuilder.status(2).error("disk full").build()));
        assertThatThrownBy(() -> watch(Optional.empty()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("disk full")
                .hasMessageContaining("torrent:resume 2");
    }

    private List<TorrentStatus> watch(Optional<Duration> limit)
            throws InterruptedException, TimeoutException, CommandException {
        // the last state stays
        return new Watch(() -> states.size() > 1 ? states.poll() : states.peek(), patience -> {}, shown::add)
                .run(limit);
    }
}
