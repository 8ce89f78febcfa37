package org.torrentxt.impl.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.impl.engine.EngineSession;

class ProfileTest {
    @TempDir
    Path folder;

    private Map<String, String> configuration(String profile) {
        return Map.of(
                "name",
                "profile",
                "profile",
                profile,
                "listen.interfaces",
                "127.0.0.1:0",
                "save.path",
                folder.toString(),
                "state.dir",
                folder.resolve("state").toString());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void theSettingsOfAProfileAreInForce(Profile profile) {
        String name = profile.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(Profile.parse(name)).isEqualTo(profile);
        try (EngineSession session =
                EngineSession.start(new SessionOptions(configuration(name)).read(), Set.of(), alert -> {})) {
            assertThat(profile.settings())
                    .allSatisfy((setting, value) -> assertThat(
                                    session.settings().get(setting).value().toString())
                            .isEqualTo(value.toString()));
        }
    }

    @Test
    void refusesAnUnknownProfile() {
        assertThatThrownBy(() -> Profile.parse("fast"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("high-performance");
    }
}
