package org.torrentxt.policy.category;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders with variables. */
class PathTemplateTest {
    private static final Path SESSION = Path.of("/srv/torrents");
    private static final Map<String, String> VALUES =
            Map.of("name", "A Film (2024)", "category", "films", "label", "4K", "session", "default");

    private static String folder(String template, Map<String, String> values) {
        return PathTemplate.parse("save.path", template)
                .resolve(SESSION, values)
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "/data/films, /data/films",
        "/data//films/, /data/films",
        "films, /srv/torrents/films",
        "'{category}/{name}', '/srv/torrents/films/A Film (2024)'",
        "'/data/{label} {category}/{session}/{name}', '/data/4K films/default/A Film (2024)'",
        "'/{category}', /films"
    })
    void variablesAreReplaced(String template, String expected) {
        assertThat(folder(template, VALUES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc, /data/.._.._etc/x",
        ".., /data/_/x",
        "., /data/_/x",
        "/etc/passwd, /data/_etc_passwd/x",
        "'a\\b', /data/a_b/x",
        "'C:?*', /data/C___/x",
        "' ', /data/x",
        "$1 \\1, /data/$1 _1/x"
    })
    void whatIsInAValueStaysInOneName(String name, String expected) {
        assertThat(folder("/data/{name}/x", Map.of("name", name))).isEqualTo(expected);
    }

    @Test
    void controlCharactersAndHalvesOfCharactersAreReplaced() {
        assertThat(folder("/data/{name}", Map.of("name", "a\0b\nc\u202ed\ud83d")))
                .isEqualTo("/data/a_b_c_d_");
    }

    @Test
    void aLongNameIsShortened() {
        String name = folder("/data/{name}", Map.of("name", "\ud83d\ude00".repeat(1_000_000)))
                .substring(6);
        assertThat(name.getBytes(UTF_8)).hasSize(200);
        assertThat(name).isEqualTo("\ud83d\ude00".repeat(50));
    }

    @Test
    void aFolderOfALabelIsOmittedWithoutOne() {
        assertThat(folder("/data/{label}/{name}", Map.of("name", "film"))).isEqualTo("/data/film");
    }

    @ParameterizedTest
    @CsvSource({
        "'/data/{nmae}', 'unknown variable {nmae}; expected {name}, {category}, {label}, {session}'",
        "'/data/{name', unbalanced braces",
        "'/data/name}', unbalanced braces",
        "'/data/{{name}}', unbalanced braces",
        "/data/../etc, expected a path without",
        "'{name}/..', expected a path without",
        "'~/films', begins with ~",
        "'/data/${HOME}', 'unknown variable {HOME}'",
        "'$HOME/{name}', contains a variable that was not replaced"
    })
    void whatIsWrongIsFoundWhenItIsConfigured(String template, String message) {
        assertThatThrownBy(() -> PathTemplate.parse("save.path", template))
                .hasMessageContaining("save.path")
                .hasMessageContaining(message);
    }

    @Test
    void thePartBeforeVariablesIsKnown() {
        assertThat(PathTemplate.parse("save.path", "/data/films").always()).contains(Path.of("/data/films"));
        assertThat(PathTemplate.parse("save.path", "/data/{name}").always()).isEmpty();
        assertThat(PathTemplate.parse("save.path", "films").always()).isEmpty();
        assertThat(PathTemplate.parse("save.path", "/data/a/b{name}/c").base()).contains(Path.of("/data/a"));
        assertThat(PathTemplate.parse("save.path", "films").base()).isEmpty();
    }
}
