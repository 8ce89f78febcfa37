package org.torrentxt.shell.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.MavenArtifact;

/** What is published with a features repository. */
class FeatureArtifactsTest {
    private static final MavenArtifact FEATURES = MavenArtifact.parse("mvn:com.acme/acme/1.0/xml/features");

    @TempDir
    Path folder;

    private final Map<String, String> repository = new HashMap<>();

    private InputStream open(String url) throws IOException {
        if (!repository.containsKey(url)) {
            throw new IOException("no such artifact");
        }
        return new ByteArrayInputStream(repository.get(url).getBytes(UTF_8));
    }

    private FeatureArtifacts artifacts(MavenArtifact features) {
        return new FeatureArtifacts(
                new ArtifactFolder(folder, this::open),
                features,
                artifact -> artifact.group().equals("org.apache.karaf"));
    }

    private void put(MavenArtifact artifact, String content) {
        repository.put(artifact.url(), content);
    }

    private static String features(String content) {
        return "<features name='a' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>" + content + "</features>";
    }

    @Test
    void allThatIsNamedIsPublishedOnceButForWhatKarafHas() throws Exception {
        put(
                FEATURES,
                features("<repository>mvn:com.acme/more/1.0/xml/features</repository>"
                        + "<repository>mvn:org.apache.karaf/standard/4.4.10/xml/features</repository>"
                        + "<feature name='a'><bundle>mvn:com.acme/core/1.0</bundle><bundle>mvn:org.apache.karaf/x/1</bundle>"
                        + "<bundle>wrap:mvn:com.acme/lib/2.0$Bundle-Version=2</bundle><bundle>http://example.org/x.jar</bundle>"
                        + "<configfile finalname='/etc/a.cfg'>mvn:com.acme/acme/1.0/cfg</configfile></feature>"));
        repository.put(
                "mvn:com.acme/more/1.0/xml/features",
                features("<repository>mvn:com.acme/acme/1.0/xml/features</repository><feature name='b'>"
                        + "<bundle>mvn:com.acme/core/1.0</bundle></feature>"));
        for (String url : new String[] {"mvn:com.acme/core/1.0", "mvn:com.acme/lib/2.0", "mvn:com.acme/acme/1.0/cfg"}) {
            repository.put(url, url);
        }
        FeatureArtifacts artifacts = artifacts(FEATURES);
        Path root = artifacts.fetch();
        assertThat(root).isEqualTo(folder.resolve("published").resolve(FEATURES.deployment()));
        assertThat(artifacts.count()).isEqualTo(5);
        assertThat(artifacts.others()).containsExactly("http://example.org/x.jar");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> root.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "com/acme/acme/1.0/acme-1.0-features.xml",
                            "com/acme/acme/1.0/acme-1.0-features.xml.sha1",
                            "com/acme/acme/1.0/acme-1.0.cfg",
                            "com/acme/acme/1.0/acme-1.0.cfg.sha1",
                            "com/acme/more/1.0/more-1.0-features.xml",
                            "com/acme/more/1.0/more-1.0-features.xml.sha1",
                            "com/acme/core/1.0/core-1.0.jar",
                            "com/acme/core/1.0/core-1.0.jar.sha1",
                            "com/acme/lib/2.0/lib-2.0.jar",
                            "com/acme/lib/2.0/lib-2.0.jar.sha1");
        }
        assertThat(root.resolve("com/acme/core/1.0/core-1.0.jar")).hasContent("mvn:com.acme/core/1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mvn:a/b/1-SNAPSHOT | cannot be published, as it names mvn:a/b/1-SNAPSHOT: version '1-SNAPSHOT' changes",
                "mvn:a/b/LATEST | version 'LATEST' changes",
                "mvn:a/b/[1,2) | cannot be published, as it names",
                "mvn:a/b | cannot be published, as it names mvn:a/b: invalid artifact",
                "mvn:a/b/1 | cannot get mvn:a/b/1: no such artifact"
            })
    void whatCannotBePublishedIsNamed(String url, String message) {
        put(FEATURES, features("<feature name='a'><bundle>" + url + "</bundle></feature>"));
        assertThatThrownBy(() -> artifacts(FEATURES).fetch()).hasMessageContaining(message);
    }

    @Test
    void whatNodesCouldNotInstallIsNamed() throws Exception {
        put(FEATURES, features("<feature name='a' version='1.0'><bundle>lib/a.jar</bundle></feature>"));
        FeatureArtifacts artifacts = artifacts(FEATURES);
        artifacts.fetch();
        InstallFeature wanted = InstallFeature.builder("a").version("1").build();
        assertThatThrownBy(() -> artifacts.choose(wanted))
                .hasMessage(FEATURES.url() + " has no file lib/a.jar, which " + FEATURES.path() + " names");

        FeatureArtifacts more = artifacts(MavenArtifact.parse("mvn:com.acme/more/1.0/xml/features"));
        repository.put("mvn:com.acme/more/1.0/xml/features", features("<feature name='a' version='1.0'/>"));
        more.fetch();
        assertThat(more.choose(wanted))
                .isEqualTo(InstallFeature.builder("a")
                        .version("1.0.0")
                        .repository("com/acme/more/1.0/more-1.0-features.xml")
                        .build());
        assertThatThrownBy(() -> more.choose(InstallFeature.builder("b").build()))
                .hasMessageContaining("no feature 'b' in mvn:com.acme/more/1.0/xml/features; there is: a/1.0.0");
    }

    @Test
    void onlyRepositoriesNameArtifacts() {
        MavenArtifact jar = MavenArtifact.parse("mvn:com.acme/acme/1.0");
        assertThatThrownBy(() -> artifacts(jar).fetch()).hasMessageContaining("expected one of type xml");
        put(FEATURES, "no XML");
        assertThatThrownBy(() -> artifacts(FEATURES).fetch())
                .hasMessageContaining(FEATURES.url() + " is no features repository");
    }
}
