package org.torrentxt.impl.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.InfoHashes;
import org.torrentxt.api.SessionProblem;
import org.torrentxt.api.alert.AlertOrigin;
import org.torrentxt.api.alert.Failure;
import org.torrentxt.api.alert.ListenFailed;

/** An endpoint that was just configured is being opened, until that has failed, or takes too long. */
class ListeningTest {
    private final AtomicLong now = new AtomicLong();
    private final Listening listening = new Listening("test", now::get);

    private ListenCheck.Result result() {
        return listening.check().get(0);
    }

    @Test
    void whatWasJustConfiguredIsBeingOpened() {
        listening.configure("127.0.0.1:6881");
        assertThat(result().state()).isEqualTo(ListenCheck.State.OPENING);
        assertThat(result().text()).isEqualTo("127.0.0.1:6881 of listen.interfaces is being opened");
        assertThat(result().severity()).isEqualTo(SessionProblem.Severity.WARNING);

        now.addAndGet(Duration.ofSeconds(11).toNanos());
        assertThat(result().state()).isEqualTo(ListenCheck.State.CLOSED);
        assertThat(result().text()).contains("cannot open the port");
        assertThat(result().severity()).isEqualTo(SessionProblem.Severity.ERROR);

        listening.configure("127.0.0.1:6881");
        assertThat(result().state()).as("nothing has changed").isEqualTo(ListenCheck.State.CLOSED);
        listening.configure("127.0.0.1:6882");
        assertThat(result().state()).isEqualTo(ListenCheck.State.OPENING);
    }

    @Test
    void whatTheEngineHasFailedToOpenIsNotBeingOpened() {
        listening.configure("127.0.0.1:6881");
        listening.failed(new ListenFailed(
                new AlertOrigin("test", 0, InfoHashes.NONE, Instant.EPOCH),
                "127.0.0.1:6881",
                "tcp",
                new Failure(98, "Address already in use", "listening on 127.0.0.1:6881 failed")));
        assertThat(result().state()).isEqualTo(ListenCheck.State.CLOSED);
    }

    @Test
    void anAddressThatThisHostDoesNotHaveIsNotBeingOpened() {
        listening.configure("192.0.2.1:6881");
        assertThat(result().state()).isEqualTo(ListenCheck.State.CLOSED);
        assertThat(result().text()).contains("this host has no address");
    }
}
