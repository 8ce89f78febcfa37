package org.torrentxt.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.ErrorCode;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.DeployTorrent;

class MavenArtifactTest {
    @ParameterizedTest
    @CsvSource({
        "mvn:com.acme/maps/1.0, com/acme/maps/1.0/maps-1.0.jar",
        "mvn:acme/maps/1.0-rc-1/pom, acme/maps/1.0-rc-1/maps-1.0-rc-1.pom",
        "mvn:com.acme/maps.core/1.0/xml/features, com/acme/maps.core/1.0/maps.core-1.0-features.xml",
        "mvn:com.acme/maps/1.0/tar.gz, com/acme/maps/1.0/maps-1.0.tar.gz",
        "mvn:com.acme/maps/1.0/tar.gz/linux-x86_64, com/acme/maps/1.0/maps-1.0-linux-x86_64.tar.gz"
    })
    void urlsAndPathsSayTheSame(String url, String path) {
        MavenArtifact artifact = MavenArtifact.parse(url);

        assertThat(artifact.path()).isEqualTo(path);
        assertThat(artifact.url()).isEqualTo(url);
        assertThat(MavenArtifact.ofPath(path)).contains(artifact);
    }

    @Test
    void whatIsTheSameHasOneUrl() {
        assertThat(Stream.of("mvn:a/b/1/jar", "mvn:a/b/1/jar/", "mvn:a/b/1//", "mvn:a/b/1/")
                        .map(url -> MavenArtifact.parse(url).url()))
                .containsOnly("mvn:a/b/1");
        assertThat(MavenArtifact.parse("mvn:a/b/1//c").url()).isEqualTo("mvn:a/b/1/jar/c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mvn:",
                "mvn:a/b",
                "mvn:a/b/1/jar/c/d",
                "http:a/b/1",
                "MVN:a/b/1",
                "mvn://a/b/1",
                "mvn:a/b/",
                "mvn:a//1",
                "mvn:../b/1",
                "mvn:a/../1",
                "mvn:a/b/..",
                "mvn:a/b/1/..",
                "mvn:a/b/1/jar/..",
                "mvn:a..b/c/1",
                "mvn:.a/c/1",
                "mvn:a/b/1/jar/c.d",
                "mvn:a/b/[1,2)",
                "mvn:file:/x!a/b/1",
                "mvn:a/b c/1",
                "mvn:a/b\n/1"
            })
    void whatIsNoArtifactIsRefused(String url) {
        assertThatThrownBy(() -> MavenArtifact.parse(url))
                .isInstanceOfSatisfying(
                        TorrentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0-SNAPSHOT", "LATEST", "release"})
    void versionsThatChangeAreRefused(String version) {
        assertThatThrownBy(() -> MavenArtifact.parse("mvn:a/b/" + version))
                .hasMessage("version '" + version
                        + "' changes; expected a release such as 1.0.0, which is the same everywhere");
    }

    @Test
    void lengthIsLimited() {
        String name = "x".repeat(188);

        assertThat(MavenArtifact.parse("mvn:acme/" + name + "/1").path()).contains(name);
        assertThatThrownBy(() -> MavenArtifact.parse("mvn:acme/" + name + "x/1"))
                .hasMessageContaining("at most 200 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "maps-1.0.jar",
                "maps/1.0/maps-1.0.jar",
                "com/acme/maps/maven-metadata.xml",
                "com/acme/maps/1.0/maven-metadata.xml",
                "com/acme/maps/1.0/other-1.0.jar",
                "com/acme/maps/1.0/maps-1.0",
                "com/acme/maps/1.0/maps-1.0-",
                "com/acme/maps/1.0/maps-1.0-.jar",
                "com/acme/maps/1.0/maps-1.0x.jar",
                "com/acme/maps/1.0/maps-1.0.",
                "com.acme/maps/1.0/maps-1.0.jar",
                "/com/acme/maps/1.0/maps-1.0.jar",
                "com//maps/1.0/maps-1.0.jar",
                "../acme/maps/1.0/maps-1.0.jar",
                "com/../maps/1.0/maps-1.0.jar",
                "com/acme/maps/1.0-SNAPSHOT/maps-1.0-SNAPSHOT.jar"
            })
    void otherPathsAreNone(String path) {
        assertThat(MavenArtifact.ofPath(path)).isEmpty();
    }

    @Test
    void eachHasADeploymentOfItsOwn() {
        Set<String> names = Stream.of(
                        "mvn:a/b/1",
                        "mvn:a/b/2",
                        "mvn:a.b/b/1",
                        "mvn:a/b/1/pom",
                        "mvn:a/b/1/jar/c",
                        "mvn:a/org.acme.with.a.long.name.api/1",
                        "mvn:a/org.acme.with.a.long.name.impl/1")
                .map(url -> MavenArtifact.parse(url).deployment())
                .collect(Collectors.toSet());

        names.add(MavenArtifact.parse("mvn:a/b/1").unpackedDeployment());
        names.add(MavenArtifact.parse("mvn:a/org.acme.with.a.long.name.api/1").unpackedDeployment());
        assertThat(names).hasSize(9).allSatisfy(DeployTorrent::checkName).contains("mvn-b-0e4bd9ce42625fdc");
    }
}
