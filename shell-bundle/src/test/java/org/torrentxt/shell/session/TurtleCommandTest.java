package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeConsole;
import org.torrentxt.testing.FakePolicies;
import org.torrentxt.testing.FakeSession;

/** Alternative rate limits in the console. */
class TurtleCommandTest {
    private final FakePolicies policies = new FakePolicies("default");
    private final FakeConsole console = new FakeConsole(new FakeSession("default"), policies);

    @Test
    void limitsAreSwitchedAndShown() throws Exception {
        policies.setNormalLimits(2 << 20, 0);
        assertThat(console.run(new TurtleCommand(), "on"))
                .containsPattern("In force +alternative")
                .containsPattern("Normal +2.0 MiB/s down, none up")
                .containsPattern("Alternative +48.8 KiB/s down, 48.8 KiB/s up")
                .containsPattern("Schedule +off");
        assertThat(policies.isAlternative()).isTrue();
        assertThat(console.run(new TurtleCommand(), "off")).containsPattern("In force +normal");
        assertThat(policies.isAlternative()).isFalse();
    }

    @Test
    void theScheduleIsShown() throws Exception {
        policies.setAlternative(policies.alternative().toBuilder()
                .isScheduled(true)
                .days(Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY))
                .build());
        assertThat(console.run(new TurtleCommand())).containsPattern("Schedule +09:00 to 17:00, Mon Sun");
        assertThat(console.run(new TurtleCommand(), "--json"))
                .isEqualTo("{\"alternative\":false,\"scheduled\":true,\"downloadLimit\":0,\"uploadLimit\":0,"
                        + "\"alternativeDownloadLimit\":50000,\"alternativeUploadLimit\":50000}");
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> console.run(new TurtleCommand(), "faster"))
                .hasMessageContaining("invalid switch 'faster': expected on or off");
        assertThatThrownBy(() -> new FakeConsole(new FakeSession("default")).run(new TurtleCommand(), "on"))
                .hasMessageContaining("has no policies");
    }
}
