package org.torrentxt.dht.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.dht.Dht;

class SessionChoiceTest {
    private final Dht dht = new InMemoryDht();
    private final List<TorrentSession> running = new ArrayList<>();
    private final SessionChoice choice = new SessionChoice("default", running);

    @Test
    void theSessionOfThatNameIsUsedAsSoonAsItRuns() {
        running.add(session("other", new InMemoryDht()));
        running.add(session("default", dht));

        assertThat(choice.dht()).isSameAs(dht);
    }

    @Test
    void withoutAnySessionTheMessageNamesTheOneWanted() {
        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(choice::dht)
                .withMessage("the DHT store requires session 'default', which is not running; no session is running")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.NO_SESSION);
    }

    @Test
    void amongOtherSessionsTheMessageNamesThem() {
        running.add(session("work", dht));
        running.add(session("home", dht));

        assertThatExceptionOfType(TorrentException.class)
                .isThrownBy(choice::dht)
                .withMessageContaining("session 'default', which is not running; running: home, work")
                .extracting(TorrentException::code)
                .isEqualTo(ErrorCode.NO_SESSION);
    }

    @Test
    void aSessionThatStoppedIsGone() {
        TorrentSession session = session("default", dht);
        running.add(session);
        running.remove(session);

        assertThatExceptionOfType(TorrentException.class).isThrownBy(choice::dht);
    }

    private static TorrentSession session(String name, Dht dht) {
        return (TorrentSession) Proxy.newProxyInstance(
                TorrentSession.class.getClassLoader(),
                new Class<?>[] {TorrentSession.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> name;
                    case "dht" -> dht;
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
