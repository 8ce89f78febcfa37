package org.torrentxt.shell.torrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

/** Share limits in the console. */
class ShareLimitCommandTest {
    private final FakeSession session = new FakeSession(
            "default",
            StatusBuilder.status(1).build(),
            StatusBuilder.status(2)
                    .attribute("org.torrentxt.policy.ratio-mode", "nonsense")
                    .build());
    private final FakeConsole console =
            new FakeConsole(session, new FakePolicies("other"), new FakePolicies("default"));

    private OwnShareLimits own(int id) {
        return OwnShareLimits.of(session.find(id).orElseThrow().attributes());
    }

    @Test
    void limitsAreSetAndListed() throws Exception {
        assertThat(console.run(
                        new ShareLimitCommand(),
                        "--ratio",
                        "2.5",
                        "--seeding-time",
                        "12h",
                        "--idle-time",
                        "none",
                        "--action",
                        "remove",
                        "1"))
                .isEqualTo("Share limits set: 1");
        assertThat(own(1))
                .isEqualTo(OwnShareLimits.builder()
                        .ratioMode(LimitMode.OWN)
                        .ratio(Optional.of(2.5))
                        .seedingTimeMode(LimitMode.OWN)
                        .seedingTime(Optional.of(Duration.ofHours(12)))
                        .idleTimeMode(LimitMode.NONE)
                        .action(Optional.of(ShareAction.REMOVE))
                        .build());
        assertThat(console.run(new ShareLimitCommand(), "--no-format"))
                .isEqualTo("1\t2.5\t12h 00m\tnone\tremove\ttorrent-1\n"
                        + "2\tsession\tsession\tsession\tsession\ttorrent-2");
        assertThat(console.run(new ShareLimitCommand(), "--json", "1"))
                .isEqualTo("[{\"id\":1,\"name\":\"torrent-1\",\"ratioLimit\":\"2.5\",\"seedingTimeLimit\":\"43200\","
                        + "\"idleTimeLimit\":\"none\",\"action\":\"remove\"}]");
    }

    @Test
    void theSessionsLimitsComeBack() throws Exception {
        console.run(new ShareLimitCommand(), "--ratio", "2.5", "--action", "remove", "--all");
        console.run(new ShareLimitCommand(), "--ratio", "session", "--action", "session", "--all");
        assertThat(own(1))
                .isEqualTo(OwnShareLimits.builder().ratio(Optional.of(2.5)).build());
    }

    @ParameterizedTest
    @CsvSource({
        "--ratio, much, 'invalid --ratio ''much'': expected a number such as 2.5, none, or session'",
        "--ratio, 2000000, '--ratio out of range: 2000000.0; expected 0 to 1000000'",
        "--idle-time, 0, 'invalid --idle-time ''0'': expected seconds, 1 to 315360000, or a time such as 5m'",
        "--action, stop, 'invalid --action ''stop'': expected pause, remove, remove-with-files'"
    })
    void aMistakeChangesNothing(String option, String value, String message) {
        assertThatThrownBy(() -> console.run(new ShareLimitCommand(), option, value, "--all"))
                .hasMessageContaining(message);
        assertThat(session.calls()).isEmpty();
    }

    @Test
    void withoutPoliciesItSaysWhatToDo() {
        FakeConsole without = new FakeConsole(session, new FakePolicies("other"));
        assertThatThrownBy(() -> without.run(new ShareLimitCommand(), "--ratio", "1", "1"))
                .hasMessageContaining("session 'default' has no policies")
                .hasMessageContaining("torrentxt-policy");
        assertThat(session.find(1).orElseThrow().attributes()).isEqualTo(Map.of());
    }
}
