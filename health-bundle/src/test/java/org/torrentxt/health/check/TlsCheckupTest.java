package org.torrentxt.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.api.status.TrackerInfo;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.StatusBuilder;

class TlsCheckupTest {
    private final FakeSession session =
            new FakeSession("default", StatusBuilder.status(1).build());

    private void trackerSays(String message) {
        TrackerInfo tracker = TrackerInfo.builder("https://tracker.example/announce")
                .message(message)
                .fails(1)
                .build();
        session.answer("trackers", (status, arguments) -> List.of(tracker));
    }

    @Test
    void trackersThatAreVerifiedAreFine() {
        trackerSays("");
        assertThat(TlsCheckup.check(session).level()).isEqualTo(Level.OK);
    }

    @Test
    void aTrackerWhoseCertificateIsNotValidIsNamedWithTheReason() {
        trackerSays("certificate verify failed: the certificate of tracker.example has expired");
        HealthFinding finding = TlsCheckup.check(session);
        assertThat(finding.level()).isEqualTo(Level.WARN);
        assertThat(finding.text()).contains("https://tracker.example/announce", "has expired");
    }
}
