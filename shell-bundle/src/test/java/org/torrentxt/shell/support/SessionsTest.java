package org.torrentxt.shell.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.torrentxt.shell.fake.FakeServices;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;

class SessionsTest {
    private final FakeEngine engine = new FakeEngine();

    @Test
    void theOnlySessionIsMeant() {
        assertThat(choose(null, new FakeSession("one")).name()).isEqualTo("one");
    }

    @Test
    void amongSeveralTheDefaultIsMeant() {
        assertThat(choose(null, new FakeSession("one"), new FakeSession("default"))
                        .name())
                .isEqualTo("default");
    }

    @Test
    void amongSeveralWithoutADefaultOneMustBeNamed() {
        assertThatThrownBy(() -> choose(null, new FakeSession("two"), new FakeSession("one")))
                .hasMessage("several sessions are running, choose one with --session: one, two");
        assertThat(choose("two", new FakeSession("two"), new FakeSession("one")).name())
                .isEqualTo("two");
    }

    @Test
    void anUnknownNameIsToldWithThoseThatRun() {
        assertThatThrownBy(() -> choose("three", new FakeSession("one")))
                .hasMessage("no such session: 'three'; running: one");
    }

    @Test
    void aSessionThatFailedIsToldWithTheReason() {
        engine.failSession("three", "the port is taken");
        assertThatThrownBy(() -> choose("three", new FakeSession("one")))
                .hasMessage("session 'three' is not running: the port is taken; running: one");
    }

    @Test
    void withoutAnySessionTheEnginesProblemIsTold() {
        engine.setProblem("no native library for this platform");
        assertThatThrownBy(() -> choose(null)).hasMessage("no session is running: no native library for this platform");
    }

    @Test
    void withoutAnySessionTheFailedOnesAreTold() {
        engine.failSession("default", "state.dir is not writable");
        assertThatThrownBy(() -> choose(null)).hasMessage("no session is running: default: state.dir is not writable");
    }

    @Test
    void withoutAnySessionConfiguredTheFileIsNamed() {
        assertThatThrownBy(() -> choose(null)).hasMessageContaining("etc/org.torrentxt.session-default.cfg");
    }

    @Test
    void withoutAnEngineTheFeatureIsNamed() {
        assertThatThrownBy(() -> new Sessions(new FakeServices()).choose(null))
                .hasMessageContaining("feature torrentxt");
    }

    private FakeSession choose(String name, FakeSession... running) {
        Object[] services = new Object[running.length + 1];
        System.arraycopy(running, 0, services, 1, running.length);
        services[0] = engine;
        return (FakeSession) new Sessions(new FakeServices(services)).choose(name);
    }
}
