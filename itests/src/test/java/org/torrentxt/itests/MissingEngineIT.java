package org.torrentxt.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.util.List;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.torrentxt.api.TorrentEngine;
import org.torrentxt.api.TorrentSession;

/** Simulates a platform for which the engine has no native library. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class MissingEngineIT extends SwarmTestSupport {
    private static final String NO_FILE = "/no/such/libtorrent4j.so";

    @Configuration
    @Override
    public Option[] karaf() throws IOException {
        return OptionUtils.combine(
                super.karaf(), systemProperty("libtorrent4j.jni.path").value(NO_FILE));
    }

    @Before
    public void awaitAttempt() throws Exception {
        TorrentEngine engine = Await.service(context, TorrentEngine.class);
        Await.until(
                "the default session's attempt", () -> engine.failedSessions().containsKey("default"));
    }

    @Test
    public void everythingResolvesAndSaysInOneLineWhatIsMissing() throws Exception {
        for (String name : List.of("api", "engine", "impl", "dht", "shell")) {
            assertThat(installedBundle("org.torrentxt." + name).getState())
                    .as(name)
                    .isEqualTo(Bundle.ACTIVE);
        }
        TorrentEngine engine = Await.service(context, TorrentEngine.class);
        assertThat(engine.isAvailable()).isFalse();
        assertThat(engine.problem().orElseThrow())
                .contains(NO_FILE)
                .contains("libtorrent4j.jni.path")
                .doesNotContain("\n");
        assertThat(engine.failedSessions())
                .containsEntry("default", engine.problem().orElseThrow());
        assertThat(context.getServiceReference(TorrentSession.class)).isNull();
    }

    @Test
    public void commandsSayWhatIsMissing() {
        for (String command : List.of("torrent:list", "torrent:doctor", "torrent:selftest")) {
            assertThatThrownBy(() -> executeCommand(command)).as(command).hasMessageNotContaining("\n");
        }
    }
}
