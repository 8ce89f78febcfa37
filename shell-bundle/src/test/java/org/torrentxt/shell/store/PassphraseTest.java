package org.torrentxt.shell.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.console.Session;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.dht.DhtPublicKey;
import org.torrentxt.api.dht.store.DhtIdentity;

class PassphraseTest {
    @Test
    void itIsAskedForUnseen() throws IOException {
        assertThat(Passphrase.ask(typing("open sesame"), "alice")).containsExactly("open sesame".toCharArray());
    }

    @Test
    void aNewOneIsAskedForTwice() throws IOException {
        assertThat(Passphrase.choose(typing("secret", "secret"), "alice")).containsExactly("secret".toCharArray());
    }

    @Test
    void twoThatDifferAreRefusedAndNotRepeated() {
        assertThatThrownBy(() -> Passphrase.choose(typing("secret", "secrte"), "alice"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("do not match")
                .hasMessageNotContaining("secr");
    }

    @Test
    void noneIsRefused() {
        assertThatThrownBy(() -> Passphrase.ask(typing(""), "alice"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("alice");
    }

    @Test
    void withoutATerminalNobodyCanBeAsked() {
        Session headless = (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException();
                });

        assertThatThrownBy(() -> Passphrase.choose(headless, "alice"))
                .isInstanceOf(TorrentException.class)
                .hasMessage(
                        "cannot ask for the passphrase of identity alice: no terminal; run the command in the console"
                                + " or use an identity that is not sealed");
    }

    @Test
    void itIsUsedAndClearedAfterwards() throws IOException {
        char[][] used = new char[1][];

        String typed = Passphrase.use(typing("secret"), identity(true), passphrase -> {
            used[0] = passphrase.orElseThrow();
            return new String(used[0]);
        });

        assertThat(typed).isEqualTo("secret");
        assertThat(used[0]).containsOnly('\0');
    }

    @Test
    void forWhatIsNotSealedNobodyIsAsked() throws IOException {
        assertThat(Passphrase.<Boolean>use(typing(), identity(false), Optional::isEmpty))
                .isTrue();
        assertThat(Passphrase.<Boolean>use(typing(), Optional.empty(), Optional::isEmpty))
                .isTrue();
    }

    private static Optional<DhtIdentity> identity(boolean isSealed) {
        return Optional.of(DhtIdentity.builder("alice", new DhtPublicKey("ab".repeat(32)))
                .sealed(isSealed)
                .build());
    }

    /** A console where these lines are typed; the input must not be echoed. */
    private static Session typing(String... lines) {
        Deque<String> left = new ArrayDeque<>(List.of(lines));
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("readLine");
                    assertThat(arguments[1]).as("mask").isEqualTo('*');
                    return left.remove();
                });
    }
}
