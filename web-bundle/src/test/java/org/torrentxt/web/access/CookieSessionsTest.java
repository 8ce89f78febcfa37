package org.torrentxt.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CookieSessionsTest {
    private static final Credentials SOMEBODY = new Credentials("somebody", "pass:w\u00f6rd");

    private long now = 1;
    private final CookieSessions sessions = new CookieSessions(() -> now);

    @Test
    void aTokenFindsWhoHasBegunTheSession() {
        String token = sessions.begin(SOMEBODY);

        assertThat(sessions.find(token)).contains(SOMEBODY);
        assertThat(sessions.find(token + "x")).isEmpty();
        assertThat(sessions.find("")).isEmpty();
        assertThat(sessions.begin(SOMEBODY)).isNotEqualTo(token);
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
        String token = sessions.begin(SOMEBODY);
        for (int i = 0; i < 23; i++) {
            now += CookieSessions.IDLE.toNanos() / 2;
            assertThat(sessions.find(token)).isPresent();
        }
        now += CookieSessions.IDLE.toNanos();
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void thereAreOnlySoMany() {
        String used = sessions.begin(SOMEBODY);
        String unused = sessions.begin(SOMEBODY);
        for (int i = 0; i < CookieSessions.MOST - 1; i++) {
            sessions.find(used);
            sessions.begin(SOMEBODY);
        }

        assertThat(sessions.find(used)).isPresent();
        assertThat(sessions.find(unused)).isEmpty();
    }
}
