package org.torrentxt.api.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Vector;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.alert.AlertListener;
import org.torrentxt.api.health.HealthCheck;

class ConfigurationValuesTest {
    private static ConfigurationValues values(String key, Object value) {
        return new ConfigurationValues(Map.of(key, value));
    }

    // as fileinstall reads it: in ISO-8859-1, whatever was written
    private static ConfigurationValues file(String content, Charset charset) throws IOException {
        Properties properties = new Properties();
        properties.load(new ByteArrayInputStream(content.getBytes(charset)));
        return new ConfigurationValues(properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty)));
    }

    @Test
    void arraysAndCollectionsAreLists() {
        List<Object> lists = List.of(
                new String[] {"a", " b "}, List.of("a", "b"), new Vector<>(List.of("a", "b")), "a,b", List.of("a,b"));
        assertThat(lists)
                .allSatisfy(list -> assertThat(values("key", list).list("key")).hasValue("a,b"));
        assertThat(values("key", new int[] {1, 2}).list("key")).hasValue("1,2");
        assertThat(values("key", new Long[] {1L, null}).list("key")).hasValue("1");
    }

    @Test
    void oneOfAListIsThatOneAndNoneIsNone() {
        assertThat(values("key", new String[] {"one"}).text("key")).hasValue("one");
        assertThat(values("key", List.of(7L)).text("key")).hasValue("7");
        assertThat(values("key", new String[0]).text("key")).isEmpty();
        assertThat(values("key", " ").text("key")).isEmpty();
        assertThat(values("key", " ").text("other")).isEmpty();
    }

    @Test
    void severalWhereOneIsExpectedAreRefusedByName() {
        assertThatThrownBy(() -> values("name", new String[] {"a", "b"}).text("name"))
                .isInstanceOf(TorrentException.class)
                .hasMessage("name has 2 values: a, b; expected one");
    }

    @Test
    void aByteOrderMarkIsIgnoredWithAWarning() throws IOException {
        ConfigurationValues values = file("\ufeffname = tre\r\nnetwork = local\r\n", UTF_8);
        assertThat(values.keys()).containsExactly("name", "network");
        assertThat(values.text("name")).hasValue("tre");
        assertThat(values.warnings()).singleElement().asString().contains("byte order mark", "without BOM");
        assertThat(values("\ufeffname", "tre").text("name")).hasValue("tre");
    }

    @Test
    void aCommentBehindAByteOrderMarkIsNoKey() throws IOException {
        ConfigurationValues values = file("\ufeff# A session\nname = tre\n", UTF_8);
        assertThat(values.keys()).containsExactly("name");
        assertThat(values.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/srv/T\u00e9l\u00e9", "/srv/\u00dcbertr\u00e4ge", "/srv/\u30c6\u30ec\u30d3", "/srv/\u20ac"})
    void utf8ThatWasReadAsLatin1IsRefusedWithWhatToWrite(String meant) throws IOException {
        ConfigurationValues values = file("save.path = " + meant, UTF_8);
        String escaped = meant.chars()
                .mapToObj(c -> c < 0x80 ? String.valueOf((char) c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());

        assertThatThrownBy(() -> values.folder("save.path"))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("'" + meant + "' seems to be intended")
                .hasMessageEndingWith("write " + escaped);
        assertThat(file("save.path = " + escaped, UTF_8).folder("save.path")).hasValue(Path.of(meant));
    }

    @Test
    void whatWasWrittenInLatin1IsTakenAsItIs() throws IOException {
        assertThat(file("save.path = /srv/T\u00e9l\u00e9", ISO_8859_1).folder("save.path"))
                .hasValue(Path.of("/srv/T\u00e9l\u00e9"));
    }

    @ParameterizedTest
    @CsvSource({
        "~, begins with ~",
        "~/x, begins with ~",
        "~karaf/x, begins with ~",
        "'\"/srv/my files\"', quoted",
        "'\"/srv\"/x', quoted",
        "$HOME/x, variable",
        "${HOME}/x, variable",
        "/srv/$USER, variable",
        "%USERPROFILE%/x, variable",
        "file:/srv/x, URL",
        "file:///srv/x, URL"
    })
    void whatOnlyAShellWouldReplaceIsRefused(String text, String problem) {
        assertThatThrownBy(() -> values("save.path", text).folder("save.path"))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("save.path '" + text + "' ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/a~b", "/srv/it's", "/srv/100%", "/srv/a$", "/srv/with space", "/srv/a:b"})
    void unusualNamesArePossible(String text) {
        ConfigurationValues values = values("save.path", text);
        assertThat(values.folder("save.path")).hasValue(Path.of(text));
        assertThat(values.warnings()).isEmpty();
    }

    @Test
    void aSlipWithABackslashIsRefused() throws IOException {
        assertThatThrownBy(() -> file("save.path = c:\\temp\\new", UTF_8).folder("save.path"))
                .hasMessageContaining("backslash");
    }

    @Test
    void aRelativePathIsBelowTheFolderOfKarafAndWarnedOf() {
        ConfigurationValues values = values("save.path", "data/x");
        Path expected = Path.of("data/x").toAbsolutePath();
        assertThat(values.folder("save.path")).hasValue(expected);
        assertThat(values.warnings())
                .singleElement()
                .asString()
                .startsWith("save.path 'data/x' is a relative path: " + expected);
    }

    @Test
    void misspeltKeysAreWarnedOfButNotThoseOfTheContainer() {
        ConfigurationValues values = new ConfigurationValues(Map.of(
                "name",
                "x",
                "service.pid",
                "p",
                "felix.fileinstall.filename",
                "f",
                ":configurator:bundle",
                1L,
                "component.id",
                1L,
                HealthCheck.NAME,
                "policies",
                AlertListener.TYPES,
                "torrentFinished",
                "downlod.rate.limit",
                "1"));
        values.warnOfUnknownKeys(List.of("name")::contains, List.of("name", "network"));
        assertThat(values.warnings())
                .containsExactly("unknown key 'downlod.rate.limit' is ignored; known keys: name, network");
    }
}
