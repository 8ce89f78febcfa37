package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.Principal;
import java.security.PrivilegedAction;
import java.util.Set;
import javax.security.auth.Subject;
import org.junit.jupiter.api.Test;

class ConsoleUserTest {
    /** As Karaf's. */
    private record UserPrincipal(String getName) implements Principal {}

    private record RolePrincipal(String getName) implements Principal {}

    private static String shownTo(String before, Principal... principals) {
        Subject subject = new Subject(true, Set.of(principals), Set.of("secret"), Set.of("secret"));
        return Subject.doAs(subject, (PrivilegedAction<String>) () -> ConsoleUser.text(before));
    }

    @Test
    void isWhoHasLoggedIn() {
        assertThat(shownTo(null, new RolePrincipal("admin"), new UserPrincipal("jane")))
                .isEqualTo("console user jane");
        assertThat(shownTo("script films.karaf", new UserPrincipal("jane"))).isEqualTo("console user jane");
    }

    @Test
    void withoutALoginItIsWhatIsKnownOrTheConsole() {
        assertThat(ConsoleUser.text(null)).isEqualTo("console");
        assertThat(shownTo(null, new RolePrincipal("admin"))).isEqualTo("console");
        assertThat(shownTo("script films.karaf", new RolePrincipal("admin"))).isEqualTo("script films.karaf");
    }

    @Test
    void whatACommandThrowsIsThrown() {
        assertThatThrownBy(() -> ConsoleUser.during(() -> {
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
    }
}
