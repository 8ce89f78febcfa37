package org.torrentxt.web.rpc.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torrentxt.web.rpc.RealPolicies;
import org.torrentxt.web.rpc.RealSession;

/** {@code transmission-remote} judges share limits and alternative speeds: what it prints. */
@Tag("judge")
class TransmissionRemoteLimitsTest {
    @TempDir
    Path folder;

    private Court court;
    private RealPolicies policies;

    @BeforeEach
    void start() {
        court = new Court(folder);
        policies = new RealPolicies(folder.resolve("state"), court.session());
        court.add(policies.service());
        remote("--add", court.torrentFile().toString());
        untilStatus("Idle");
    }

    @AfterEach
    void stop() {
        policies.close();
        court.close();
    }

    private String remote(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("transmission-remote", "127.0.0.1:" + court.port(), "--auth", "admin:admin"));
        command.addAll(List.of(arguments));
        return Program.run(command.toArray(String[]::new));
    }

    private void untilStatus(String status) {
        RealSession.until(
                status, () -> remote("-l").lines().anyMatch(line -> line.matches(" +1 .* " + status + " .*")));
    }

    @Test
    void ratioLimitsOfTheSessionAndOfATorrent() {
        assertThat(remote("--session-info")).contains("Default seed ratio limit: Unlimited");
        assertThat(remote("--global-seedratio", "1.5")).contains("success");
        assertThat(remote("--session-info")).contains("Default seed ratio limit: 1.5");
        assertThat(remote("-t", "1", "--info")).contains("Ratio Limit: Default");

        remote("-t", "1", "--seedratio", "3");
        assertThat(remote("-t", "1", "--info")).contains("Ratio Limit: 3.0");
        remote("-t", "1", "--no-seedratio");
        assertThat(remote("-t", "1", "--info")).contains("Ratio Limit: Unlimited");
        remote("-t", "1", "--seedratio-default");
        assertThat(remote("-t", "1", "--info")).contains("Ratio Limit: Default");
        remote("--no-global-seedratio");
        assertThat(remote("--session-info")).contains("Default seed ratio limit: Unlimited");
    }

    @Test
    void aTorrentAtItsLimitIsFinished() {
        remote("-t", "1", "--seedratio", "0");
        untilStatus("Finished");
        remote("-t", "1", "--start");
        untilStatus("Idle");
        RealSession.until("no limit", () -> remote("-t", "1", "--info").contains("Ratio Limit: Unlimited"));
    }

    @Test
    void alternativeSpeedsByHandAndByTime() {
        remote("--downlimit", "500", "--uplimit", "400");
        remote("--alt-speed-downlimit", "70", "--alt-speed-uplimit", "30", "--alt-speed");
        assertThat(remote("--session-info"))
                .contains("Upload speed limit: 30 kB/s (Enabled limit: 400 kB/s; Enabled turtle limit: 30 kB/s)")
                .contains("Download speed limit: 70 kB/s (Enabled limit: 500 kB/s; Enabled turtle limit: 70 kB/s)");
        assertThat(court.session().settings().get("upload_rate_limit").value()).isEqualTo(30_000L);

        remote("--no-alt-speed");
        assertThat(court.session().settings().get("upload_rate_limit").value()).isEqualTo(400_000L);
        remote(
                "--alt-speed-scheduler",
                "--alt-speed-time-begin",
                "2230",
                "--alt-speed-time-end",
                "0600",
                "--alt-speed-days",
                "0-6");
        assertThat(remote("--session-info")).contains("Turtle schedule: 22:30 - 06:00");
    }
}
