package org.torrentxt.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.config.ConfigurationValues;
import org.torrentxt.api.policy.Category;
import org.torrentxt.api.policy.LimitMode;
import org.torrentxt.api.policy.OwnShareLimits;
import org.torrentxt.api.policy.ShareAction;

/** Configurations of categories. */
class CategoryOptionsTest {
    private static final String PID = "org.torrentxt.category~films";

    private static CategoryOptions of(Map<String, ?> properties) {
        return CategoryOptions.of(PID, new ConfigurationValues(properties));
    }

    @Test
    void withoutKeysEverythingIsAsInTheSessionAndTheFileHasTheName() {
        CategoryOptions options = of(Map.of());
        assertThat(options.session()).isEqualTo("default");
        assertThat(options.category()).isEqualTo(Category.builder("films").build());
        assertThat(CategoryOptions.of("org.torrentxt.category-a-b~c", new ConfigurationValues(Map.of()))
                        .category()
                        .name())
                .isEqualTo("a-b~c");
    }

    @Test
    void keysAreRead() {
        CategoryOptions options = of(Map.ofEntries(
                Map.entry("session", "other"),
                Map.entry("name", "Old films"),
                Map.entry("save.path", "/data/{category}/{name}"),
                Map.entry("incomplete.path", "/ssd/incomplete"),
                Map.entry("download.rate.limit", "1M"),
                Map.entry("upload.rate.limit", "500KB"),
                Map.entry("ratio.limit", "2.5"),
                Map.entry("seeding.time.limit", "none"),
                Map.entry("idle.time.limit", "12h"),
                Map.entry("action", "remove"),
                Map.entry("trackers", new String[] {"udp://a.example:1/announce", "https://b.example/announce"})));
        assertThat(options.session()).isEqualTo("other");
        assertThat(options.category())
                .isEqualTo(Category.builder("Old films")
                        .savePath("/data/{category}/{name}")
                        .incompletePath(Path.of("/ssd/incomplete"))
                        .downloadLimit(1 << 20)
                        .uploadLimit(500_000)
                        .shareLimits(OwnShareLimits.builder()
                                .ratioMode(LimitMode.OWN)
                                .ratio(Optional.of(2.5))
                                .seedingTimeMode(LimitMode.NONE)
                                .idleTimeMode(LimitMode.OWN)
                                .idleTime(Optional.of(Duration.ofHours(12)))
                                .action(Optional.of(ShareAction.REMOVE))
                                .build())
                        .trackers(List.of("udp://a.example:1/announce", "https://b.example/announce"))
                        .build());
        assertThat(of(Map.of("incomplete.path", "none")).category().incompleteMode())
                .isEqualTo(LimitMode.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "name, none, 'that means no category'",
        "name, 'a$b', invalid name of a category",
        "save.path, '{film}', 'unknown variable {film}'",
        "incomplete.path, ~/x, begins with ~",
        "download.rate.limit, fast, invalid rate",
        "ratio.limit, -1, invalid ratio.limit",
        "idle.time.limit, soon, invalid idle.time.limit",
        "action, explode, 'expected pause, remove, remove-with-files'",
        "trackers, tracker.example, 'invalid tracker ''tracker.example'': expected an http, https or udp URL'"
    })
    void aValueThatIsWrongIsNamed(String key, String value, String message) {
        assertThatThrownBy(() -> of(Map.of(key, value))).hasMessageContaining(message);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        assertThatThrownBy(() -> of(Map.of("ratio.limit", "x", "trackers", "y", "save.path", "{z}")))
                .hasMessageContaining("invalid ratio.limit")
                .hasMessageContaining("invalid tracker")
                .hasMessageContaining("unknown variable");
        assertThatThrownBy(() -> of(Map.of("save.path", "/data/a", "incomplete.path", "/data/b/../a")))
                .hasMessageContaining("incomplete.path '/data/a' is the save.path, too");
        assertThatThrownBy(() -> CategoryOptions.of("", new ConfigurationValues(Map.of())))
                .hasMessageContaining("name is missing");
    }

    @Test
    void unknownKeysAreWarnings() {
        ConfigurationValues values = new ConfigurationValues(Map.of("savepath", "/data"));
        CategoryOptions.of(PID, values);
        assertThat(values.warnings()).singleElement().asString().contains("unknown key 'savepath'");
    }

    @Test
    void aConfigurationThatBecomesWrongChangesNothing() {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", PID, "ratio.limit", "2"));
        CategoryComponent component = new CategoryComponent(properties);
        Optional<Category> before = component.category();
        assertThat(before.orElseThrow().name()).isEqualTo("films");
        properties.put("ratio.limit", "much");
        component.modify(properties);
        assertThat(component.category()).isEqualTo(before);
        assertThat(component.session()).isEqualTo("default");
        assertThat(component.problem()).get().asString().contains(PID + " is not used: invalid ratio.limit 'much'");
        properties.put("ratio.limit", "3");
        component.modify(properties);
        assertThat(component.problem()).isEmpty();
        properties.put("ratio.limit", "much");
        assertThat(new CategoryComponent(properties).category()).isEmpty();
    }
}
