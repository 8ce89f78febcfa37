package org.torrentxt.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.torrentxt.api.SessionSettings;
import org.torrentxt.api.TorrentException;

class LimitChangeTest {
    @Test
    void onlyWhatIsNamedIsChanged() {
        LimitChange change = LimitChange.parse("2MiB", null, null, "none");

        assertThat(change.toSettings())
                .containsOnlyKeys("download_rate_limit", "unchoke_slots_limit")
                .containsEntry("download_rate_limit", 2L << 20)
                .containsEntry("unchoke_slots_limit", -1L);
    }

    @Test
    void noLimitOfConnectionsIsAsManyAsTheEngineCanCalculateWithAndIsShownAsNone() {
        assertThat(LimitChange.parse(null, null, "none", null).toSettings())
                .containsEntry("connections_limit", 16_777_215L);
        assertThat(LimitChange.parse(null, null, "50", null).toSettings()).containsEntry("connections_limit", 50L);
        assertThat(SessionLimits.of(limits(16_777_215L)).maxConnections()).isEqualTo(-1);
        assertThat(SessionLimits.of(limits(2_147_483_647L)).maxConnections()).isEqualTo(-1);
        assertThat(SessionLimits.of(limits(50L)).maxConnections()).isEqualTo(50);
    }

    /** Settings that all have that value. */
    private static SessionSettings limits(long value) {
        return (SessionSettings) Proxy.newProxyInstance(
                SessionSettings.class.getClassLoader(),
                new Class<?>[] {SessionSettings.class},
                (proxy, method, arguments) ->
                        new SessionSettings.Setting((String) arguments[0], SessionSettings.Type.INT, value, 0L));
    }

    @Test
    void whatTheEngineWouldRefuseIsRefusedBeforeAnythingIsChanged() {
        assertThatThrownBy(() -> LimitChange.parse("2MiB", null, "1", null))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid --connections '1': expected 2 to 16777215, or none");
        assertThatThrownBy(() -> LimitChange.parse("4GiB", null, null, null))
                .isInstanceOf(TorrentException.class)
                .hasMessage("invalid --down '4GiB': expected at most 2047MiB, or none");
    }
}
