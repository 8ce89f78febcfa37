package org.torrentxt.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakeHealth;

class DoctorCommandTest {
    private final FakeHealth health = new FakeHealth(
            finding(Level.OK, "", "engine", "libtorrent 2.0.6"),
            finding(Level.OK, "leecher", "session leecher", "running with 1 torrent"),
            finding(Level.OK, "default", "listening", "127.0.0.1:6881"),
            finding(Level.WARN, "leecher", "listening", "port 6881 is in use"));
    private final FakeConsole console = new FakeConsole(health);

    private static HealthFinding finding(Level level, String session, String subject, String text) {
        return HealthFinding.builder(level, subject, text).session(session).build();
    }

    @Test
    void eachFindingOfASessionNamesIt() throws Exception {
        assertThat(console.run(new DoctorCommand()).lines())
                .containsExactly(
                        "ok    engine               libtorrent 2.0.6",
                        "ok    session leecher      running with 1 torrent",
                        "ok    listening (default)  127.0.0.1:6881",
                        "warn  listening (leecher)  port 6881 is in use");
        assertThat(console.run(new DoctorCommand(), "--json"))
                .contains("{\"level\":\"warn\",\"session\":\"leecher\",\"subject\":\"listening\",\"text\":\"port 6881")
                .contains("{\"level\":\"ok\",\"session\":\"\",\"subject\":\"engine\",");
    }

    @Test
    void rowsForAPipeHaveTheSessionInAColumn() throws Exception {
        assertThat(console.run(new DoctorCommand(), "--no-format").lines())
                .contains("ok\tdefault\tlistening\t127.0.0.1:6881")
                .allMatch(line -> line.split("\t").length == 4);
    }

    @Test
    void itFailsIfACheckFailsAndShowsAll() {
        health.set(finding(Level.FAIL, "", "engine", "no native library"), finding(Level.OK, "", "clock", "12:00"));
        assertThatThrownBy(() -> console.run(new DoctorCommand(), "--json"))
                .isInstanceOf(CommandException.class)
                .hasMessage("1 of 2 checks failed; see above for what to do");
        assertThat(console.printed()).contains("\"level\":\"fail\"", "\"subject\":\"clock\"");
    }

    @Test
    void withoutTheChecksItSaysWhatIsMissing() {
        assertThatThrownBy(() -> new FakeConsole().run(new DoctorCommand()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("feature torrentxt-health");
    }
}
