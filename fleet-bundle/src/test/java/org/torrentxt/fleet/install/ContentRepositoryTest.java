package org.torrentxt.fleet.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Features repositories of a content: what they name is taken from there if it is there. */
class ContentRepositoryTest {
    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void create() throws Exception {
        root = Files.createDirectories(folder.resolve("acme 2.0"));
        Files.writeString(folder.resolve("secret.jar"), "");
        Files.createDirectories(root.resolve("lib"));
        Files.writeString(root.resolve("lib").resolve("a b.jar"), "");
        Path maven = Files.createDirectories(root.resolve("com/acme/acme-core/1.0"));
        Files.writeString(maven.resolve("acme-core-1.0.jar"), "");
    }

    private String written(String content) throws Exception {
        Files.writeString(root.resolve("features.xml"), content);
        return Files.readString(Path.of(new ContentRepository(root, folder.resolve("written")).write("features.xml")));
    }

    @Test
    void locationsAreThoseOfTheContent() throws Exception {
        assertThat(written("""
                <features name="acme" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="acme" version="2.0">
                    <bundle start-level="70"> lib/a b.jar </bundle>
                    <bundle>mvn:com.acme/acme-core/1.0</bundle>
                    <bundle>wrap:mvn:com.acme/acme-core/1.0$Export-Package=x</bundle>
                    <bundle>mvn:com.acme/other/1.0</bundle>
                    <conditional><condition>shell</condition><bundle>lib/a b.jar</bundle></conditional>
                    <configfile finalname="/etc/a.cfg">lib/a b.jar</configfile>
                    <config name="a">b = lib/c</config>
                  </feature>
                </features>
                """))
                .contains(
                        "<bundle start-level=\"70\">"
                                + root.resolve("lib").resolve("a b.jar").toUri() + "</bundle>",
                        "<bundle>" + root.toUri() + "com/acme/acme-core/1.0/acme-core-1.0.jar</bundle>",
                        "<bundle>wrap:" + root.toUri()
                                + "com/acme/acme-core/1.0/acme-core-1.0.jar$Export-Package=x</bundle>",
                        "<bundle>mvn:com.acme/other/1.0</bundle>",
                        "<condition>shell</condition><bundle>file:/",
                        "<configfile finalname=\"/etc/a.cfg\">file:/",
                        "b = lib/c");
    }

    @Test
    void repositoriesThatNameEachOtherAreWrittenOnce() throws Exception {
        Files.writeString(
                root.resolve("lib").resolve("more.xml"),
                "<features name='more'><repository>../features.xml</repository><feature name='more'"
                        + " version='1'><bundle>a b.jar</bundle></feature></features>");
        assertThat(written("<features name='acme'><repository>lib/more.xml</repository></features>"))
                .contains("written/features-1.xml");
        assertThat(folder.resolve("written")).isDirectoryContaining("glob:**/features-1.xml");
        assertThat(Files.readString(folder.resolve("written").resolve("features-1.xml")))
                .contains("written/features-0.xml", "a%20b.jar");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<features><feature name='a'><bundle>lib/missing.jar</bundle></feature></features>",
                "<features><feature name='a'><bundle>../secret.jar</bundle></feature></features>",
                "<features><repository>../secret.jar</repository></features>",
                "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><features>&y;</features>",
                "no XML"
            })
    void whatCannotBeInstalledIsRefused(String content) {
        assertThatThrownBy(() -> written(content))
                .hasMessageMatching("(?s).*(the content has no file|is no features).*");
    }

    @Test
    void theFileMustBeInTheContent() {
        ContentRepository repository = new ContentRepository(root, folder.resolve("written"));
        assertThatThrownBy(() -> repository.write("missing.xml")).hasMessageContaining("no file missing.xml");
        assertThatThrownBy(() -> repository.write("../secret.jar")).hasMessageContaining("outside");
        assertThat(folder.resolve("written")).doesNotExist();
    }
}
