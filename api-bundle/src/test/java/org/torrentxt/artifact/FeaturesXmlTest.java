package org.torrentxt.artifact;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;

/** What features repositories name. */
class FeaturesXmlTest {
    private static FeaturesXml read(String text) throws IOException {
        return FeaturesXml.read("test", new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Test
    void allThatIsNamedIsFoundAndReplaced(@TempDir Path folder) throws Exception {
        FeaturesXml xml = read("""
                <features name="acme" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <repository>mvn:a/b/1/xml/features</repository>
                  <feature name="acme">
                    <bundle>wrap:mvn:a/c/1$Export=x</bundle>
                    <feature>other</feature>
                    <conditional><condition>shell</condition><bundle> lib/d.jar </bundle></conditional>
                    <configfile finalname="x">file:e</configfile>
                  </feature>
                </features>
                """);
        assertThat(xml.locations())
                .extracting(FeaturesXml.Location::text)
                .containsExactly("wrap:mvn:a/c/1$Export=x", "lib/d.jar", "file:e", "mvn:a/b/1/xml/features");
        assertThat(xml.locations())
                .extracting(FeaturesXml.Location::maven)
                .containsExactly(
                        Optional.of("mvn:a/c/1"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("mvn:a/b/1/xml/features"));
        assertThat(xml.locations())
                .extracting(FeaturesXml.Location::isRepository)
                .containsExactly(false, false, false, true);

        assertThat(xml.locations()).extracting(FeaturesXml.Location::isPath).containsExactly(false, true, false, false);

        xml.locations().forEach(each -> each.replace("file:/$1"));
        Path file = folder.resolve("features.xml");
        xml.write(file);
        assertThat(Files.readString(file))
                .contains(
                        "<bundle>wrap:file:/$1$Export=x</bundle>",
                        "<bundle>file:/$1</bundle>",
                        "<repository>file:/$1</repository>",
                        "<feature>other</feature>");
    }

    @Test
    void featuresAreThoseOfTheRepository() throws Exception {
        assertThat(read("""
                <features name="acme" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="acme" version="1.0"><feature>other</feature></feature>
                  <feature name="more"><conditional><condition>x</condition><feature>y</feature></conditional></feature>
                </features>
                """).features()).extracting(String::valueOf).containsExactly("acme/1.0.0", "more/0.0.0");
    }

    @Test
    void whatIsNotEncodedAsItSaysIsRefused() {
        byte[] wrong = "<features name='caf\u00e9'/>".getBytes(ISO_8859_1);
        assertThatThrownBy(() -> FeaturesXml.read("test", new ByteArrayInputStream(wrong)))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("test is no features repository: ");
        assertThatThrownBy(() -> read("<?xml version='1.0' encoding='none-such'?><features/>"))
                .isInstanceOf(TorrentException.class)
                .hasMessageStartingWith("test is no features repository: ");
        assertThatThrownBy(() -> FeaturesXml.read("test", new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("the disk has failed");
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk has failed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no XML",
                "<html/>",
                "<features xmlns='http://example.org/features'/>",
                "<features>",
                "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><features>&y;</features>"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).hasMessageStartingWith("test is no features repository: ");
    }
}
