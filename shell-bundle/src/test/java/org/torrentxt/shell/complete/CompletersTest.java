package org.torrentxt.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.Candidate;
import org.apache.karaf.shell.support.completers.ArgumentCommandLine;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeServices;
import org.torrentxt.shell.fake.FakeSession;
import org.torrentxt.shell.fake.StatusBuilder;

class CompletersTest {
    private final FakeServices services = new FakeServices(
            new FakeSession(
                    "default", StatusBuilder.status(3).name("ubuntu.iso").build()),
            new FakeSession("other", StatusBuilder.status(7).build()));

    @Test
    void torrentIdsHaveTheirNamesBesideThem() {
        assertThat(new TorrentIdCompleter().candidates(services, List.of("torrent:info", "")))
                .extracting(Candidate::value, Candidate::descr)
                .containsExactly(tuple("3", "ubuntu.iso"));
    }

    @Test
    void torrentIdsAreOfTheSessionNamed() {
        assertThat(new TorrentIdCompleter().candidates(services, List.of("torrent:info", "--session", "other", "")))
                .extracting(Candidate::value)
                .containsExactly("7");
    }

    @Test
    void torrentIdsOfNoSessionAreNone() {
        assertThat(new TorrentIdCompleter().candidates(new FakeServices(), List.of("torrent:info", "")))
                .isEmpty();
    }

    @Test
    void rangesAndHashesPassAsArguments() {
        assertThat(new TorrentIdCompleter().candidates(services, List.of("5-9")))
                .extracting(Candidate::value)
                .contains("5-9");
    }

    @Test
    void sessionsAreCompletedByName() {
        assertThat(new SessionNameCompleter().candidates(services, List.of()))
                .extracting(Candidate::value)
                .containsExactly("default", "other");
    }

    @Test
    void alertsAreCompletedByTheBeginningOfTheirNames() {
        List<String> candidates = new ArrayList<>();
        new AlertNameCompleter().complete(null, new ArgumentCommandLine("torrentFin", 10), candidates);
        assertThat(candidates).containsExactly("torrentFinished ");
    }

    @Test
    void identitiesOfNoStoreAreNone() {
        assertThat(new IdentityCompleter().candidates(new FakeServices(), List.of()))
                .isEmpty();
    }
}
