package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.AlternativeSpeeds;
import org.torrentxt.api.policy.RateGroup;
import org.torrentxt.api.policy.ShareAction;
import org.torrentxt.api.policy.ShareLimits;

class PolicyOptionsTest {
    private static PolicyOptions of(Map<String, ?> properties) {
        return PolicyOptions.of(new ConfigurationValues(properties));
    }

    @Test
    void withoutKeysThereAreNoLimits() {
        assertThat(of(Map.of())).isEqualTo(PolicyOptions.defaults("default"));
    }

    @Test
    void keysAreRead() {
        PolicyOptions options = of(Map.ofEntries(
                Map.entry("session", "other"),
                Map.entry("ratio.limit", "2.5"),
                Map.entry("seeding.time.limit", "12h"),
                Map.entry("idle.time.limit", 1800),
                Map.entry("action", "remove-with-files"),
                Map.entry("alt.download.rate.limit", "500K"),
                Map.entry("alt.upload.rate.limit", "none"),
                Map.entry("alt.schedule", true),
                Map.entry("alt.begin", "22:30"),
                Map.entry("alt.end", "06:00"),
                Map.entry("alt.days", new String[] {"Mon", "sun"}),
                Map.entry("incomplete.path", "/ssd/incomplete/."),
                Map.entry("incomplete.suffix", true),
                Map.entry("space.reserve", "10G"),
                Map.entry("groups", "series: none : 1MB/s, films:500K:none,a: b c:1:2")));
        assertThat(options.session()).isEqualTo("other");
        assertThat(options.limits())
                .isEqualTo(ShareLimits.builder()
                        .ratio(Optional.of(2.5))
                        .seedingTime(Optional.of(Duration.ofHours(12)))
                        .idleTime(Optional.of(Duration.ofMinutes(30)))
                        .action(ShareAction.REMOVE_WITH_FILES)
                        .build());
        assertThat(options.speeds())
                .isEqualTo(AlternativeSpeeds.builder()
                        .downloadLimit(500 * 1024)
                        .uploadLimit(0)
                        .isScheduled(true)
                        .begin(LocalTime.of(22, 30))
                        .end(LocalTime.of(6, 0))
                        .days(Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY))
                        .build());
        assertThat(options.groups())
                .containsExactly(
                        RateGroup.builder("a: b c")
                                .downloadLimit(1)
                                .uploadLimit(2)
                                .build(),
                        RateGroup.builder("films").downloadLimit(500 * 1024).build(),
                        RateGroup.builder("series").uploadLimit(1_000_000).build());
        assertThat(options.incompletePath()).contains(Path.of("/ssd/incomplete"));
        assertThat(options.hasPartSuffix()).isTrue();
        assertThat(options.spaceReserve()).isEqualTo(10L << 30);
        Map<String, String> written = new HashMap<>(PolicyOptions.written(options.limits()));
        written.putAll(PolicyOptions.written(options.groups()));
        written.putAll(PolicyOptions.written(options.speeds()));
        written.put("session", "other");
        written.put("incomplete.path", "/ssd/incomplete");
        written.putAll(PolicyOptions.written(options.hasPartSuffix()));
        written.put("space.reserve", "10G");
        assertThat(of(written)).isEqualTo(options);
    }

    @ParameterizedTest
    @CsvSource({
        "ratio.limit, two, a number such as 2.5",
        "ratio.limit, 2000000, out of range",
        "seeding.time.limit, 1w, a number of seconds",
        "idle.time.limit, 0, out of range",
        "action, stop, 'pause, remove, remove-with-files'",
        "alt.download.rate.limit, fast, alt.download.rate.limit",
        "alt.upload.rate.limit, 4GiB, out of range",
        "alt.schedule, yes, true or false",
        "incomplete.suffix, .part, true or false",
        "alt.begin, 9, a time such as 09:00",
        "groups, films, 'NAME:DOWNLOAD:UPLOAD, such as films:500K:none'",
        "groups, films:fast:none, 'invalid rate ''fast'' for download of ''films'''",
        "groups, films:1:4GiB, 'upload of ''films'' limit out of range'",
        "groups, :1:2, 'invalid group'",
        "groups, 'films:1:2, films:3:4', 'group ''films'' is there twice'",
        "groups, price$:1:2, no commas",
        "alt.end, 24:00, a time such as 09:00",
        "alt.days, monday, mon"
    })
    void whatIsWrongIsNamed(String key, String value, String expected) {
        assertThatThrownBy(() -> of(Map.of(key, value)))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(expected);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> of(Map.of("ratio.limit", "x", "alt.begin", "y", "idle.time.limit", "30m")))
                .hasMessageContaining("ratio.limit")
                .hasMessageContaining("alt.begin");
    }
}
