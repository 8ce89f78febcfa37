package org.torrentxt.shell.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.fleet.InstallFeature;
import org.torrentxt.artifact.MavenArtifact;

/** KARs are unpacked as Karaf does it, and those that are not what they should be leave nothing behind. */
class KarUnpackerTest {
    private static final MavenArtifact ARTIFACT = MavenArtifact.parse("mvn:com.acme/acme/1.0/kar");
    private static final InstallFeature ACME = InstallFeature.builder("acme").build();
    private static final String FEATURES = "com/acme/acme/1.0/acme-1.0-features.xml";
    private static final String CORE = "com/acme/core/1.0/core-1.0.jar";

    @TempDir
    Path folder;

    private final List<String> entries = new ArrayList<>(List.of(
            "META-INF/MANIFEST.MF",
            "Manifest-Version: 1.0\nKaraf-Feature-Start: false\n",
            "repository/" + FEATURES,
            features("<feature name='acme' version='1.0'><bundle>mvn:com.acme/core/1.0</bundle></feature>"),
            "repository/" + CORE,
            "core"));

    private static String features(String content) {
        return "<features name='a' xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>" + content + "</features>";
    }

    private Path kar() throws IOException {
        return KarFile.write(folder.resolve("acme-1.0.kar"), entries.toArray(String[]::new));
    }

    private Path published() {
        return folder.resolve("published");
    }

    private KarUnpacker unpacker() {
        ArtifactFolder artifacts =
                new ArtifactFolder(folder, url -> Files.newInputStream(folder.resolve("acme-1.0.kar")));
        return new KarUnpacker(artifacts, artifact -> artifact.group().equals("org.apache.karaf"));
    }

    private UnpackedKar unpack(InstallFeature feature, Optional<String> repository) throws IOException {
        return unpacker().unpack(kar(), feature, repository);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aKarIsAMavenRepositoryWithChecksums() throws Exception {
        entries.addAll(List.of(
                "repository/" + CORE + ".sha1",
                "wrong",
                "repository/com/acme/core/maven-metadata-local.xml",
                "<metadata/>",
                "repository/empty/",
                "",
                "resources/etc/acme.cfg",
                "a = b",
                "somewhere/else.txt",
                ""));
        kar();
        UnpackedKar kar = unpacker().fetch(ARTIFACT, Optional.empty());
        assertThat(kar.root()).isEqualTo(published().resolve(ARTIFACT.deployment() + "-all"));
        assertThat(files(published()))
                .allMatch(file -> file.startsWith(ARTIFACT.deployment()))
                .hasSize(5);
        assertThat(files(kar.root()))
                .containsExactly(
                        FEATURES, FEATURES + ".sha1", CORE, CORE + ".sha1", "com/acme/core/maven-metadata-local.xml");
        assertThat(kar.root().resolve(CORE)).hasContent("core");
        assertThat(kar.root().resolve(CORE + ".sha1")).hasContent("94a0426e8d3203da5468ccf0c624f93cb37601e2");
        assertThat(kar.count()).isEqualTo(2);
        assertThat(kar.resources()).containsExactly("resources/etc/acme.cfg");
        assertThat(kar.missing()).isEmpty();
        assertThat(kar.install()).isEmpty();
    }

    @Test
    void theSameIsUnpackedOnceAndAnotherVersionElsewhere() throws Exception {
        kar();
        Path root = unpacker().fetch(ARTIFACT, Optional.of(ACME)).root();
        assertThat(unpacker().fetch(ARTIFACT, Optional.empty()).root()).isEqualTo(root);
        Path file = unpack(ACME, Optional.empty()).root();
        assertThat(file.getFileName().toString()).matches("kar-acme-1\\.0-[0-9a-f]{16}");
        assertThat(unpack(ACME, Optional.empty()).root()).isEqualTo(file);

        entries.addAll(List.of("repository/com/acme/more/1.0/more-1.0.jar", "more"));
        Path other = unpack(ACME, Optional.empty()).root();
        assertThat(other).isNotEqualTo(file);
        assertThatThrownBy(() -> unpacker().fetch(ARTIFACT, Optional.empty()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining("mvn:com.acme/acme/1.0/kar is not what was unpacked before: " + root)
                .hasMessageContaining("more-1.0.jar differs");
        assertThat(files(root)).hasSize(4);
        assertThat(published().toFile().list())
                .containsExactlyInAnyOrder(
                        root.getFileName().toString(),
                        file.getFileName().toString(),
                        other.getFileName().toString());
    }

    @Test
    void theRepositoryWithTheFeatureIsFound() throws Exception {
        entries.addAll(List.of(
                "repository/com/acme/more/1.0/more-1.0-features.xml",
                features("<repository>mvn:org.apache.karaf/standard/4.4.10/xml/features</repository>"
                        + "<feature name='more'><bundle>mvn:com.acme/away/1.0</bundle><bundle>http://example.org/x.jar</bundle>"
                        + "<feature>acme</feature></feature><feature name='acme' version='2.0'/>")));
        UnpackedKar more = unpack(InstallFeature.builder("more").build(), Optional.empty());
        assertThat(more.install())
                .contains(InstallFeature.builder("more")
                        .repository("com/acme/more/1.0/more-1.0-features.xml")
                        .build());
        assertThat(more.missing()).containsExactly("mvn:com.acme/away/1.0");
        assertThat(more.others()).containsExactly("http://example.org/x.jar");
        InstallFeature first = ACME.toBuilder().version("1.0").build();
        assertThat(unpack(first, Optional.empty()).install())
                .contains(first.toBuilder().repository(FEATURES).build());
        assertThat(unpack(ACME, Optional.of("mvn:com.acme/acme/1.0/xml/features"))
                        .install())
                .contains(ACME.toBuilder().repository(FEATURES).build());
        assertThatThrownBy(() -> unpack(ACME, Optional.empty()))
                .hasMessageContaining("feature 'acme' is in several features repositories")
                .hasMessageContaining(FEATURES + ", com/acme/more/1.0/more-1.0-features.xml");
        assertThatThrownBy(() -> unpack(ACME, Optional.of("features.xml")))
                .hasMessageContaining("no features repository 'features.xml' in")
                .hasMessageContaining("there is: " + FEATURES);
        assertThatThrownBy(() -> unpack(ACME.toBuilder().version("3.0").build(), Optional.empty()))
                .hasMessageContaining("no feature 'acme/3.0' in")
                .hasMessageContaining("there is: acme/1.0, more/0.0.0, acme/2.0");
        assertThat(published()).isDirectoryContaining(each -> each.equals(more.root()));
        assertThat(published().toFile().list()).as("what was refused").hasSize(1);
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> unpacker().unpack(folder.resolve("acme-1.0.kar"), ACME, Optional.empty()))
                .isInstanceOf(TorrentException.class)
                .hasMessageContaining(reason);
        assertThat(published()).as("nothing is left").isEmptyDirectory();
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("acme-1.0.kar", "published");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "repository/../../outside",
                "repository/com/..",
                "repository/./a",
                "repository//etc/passwd",
                "/etc/passwd",
                "/",
                "repository/..\\outside",
                "C:/outside",
                "repository/a\nb",
                "repository/a\u0000b",
                "resources/../../outside"
            })
    void namesThatLeadElsewhereAreRefused(String name) throws Exception {
        entries.addAll(List.of(name, "hello"));
        kar();
        assertRefused("in it is no name of a file below its folder");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repository/com/acme/CORE/1.0/core-1.0.jar | 'repository/com/acme/core' and 'repository/com/acme/CORE'",
                "repository/com/acme/core/1.0/core-1.0.JAR | differ in upper and lower case only",
                "repository/com/acme/core/1.0 | it has 'repository/com/acme/core/1.0' twice"
            })
    void namesOfWhichAFileSystemHasOneOnlyAreRefused(String name, String reason) throws Exception {
        entries.addAll(List.of(name, "hello"));
        kar();
        assertRefused(reason);
    }

    @Test
    void namesThatAreThereTwiceAreRefused() throws Exception {
        entries.addAll(List.of("repository/" + CORE.replace("core-", "corx-"), "other"));
        KarFile.replace(kar(), "corx-", "core-");
        assertRefused("it has 'repository/" + CORE + "' twice");
    }

    @Test
    void linksAreRefused() throws Exception {
        entries.addAll(List.of("repository/com/acme/link.jar", "/etc/passwd"));
        KarFile.changeList(kar(), (bytes, at) -> bytes.put(at + 5, (byte) 3).putInt(at + 38, 0xA1FF0000));
        assertRefused("is a symbolic link");
    }

    @Test
    void sizesThatAreNotTrueAreFound() throws Exception {
        entries.addAll(List.of("repository/com/acme/large.jar", "0".repeat(100_000)));
        KarFile.changeList(kar(), (bytes, at) -> bytes.putInt(at + 24, Math.min(bytes.getInt(at + 24), 1_000)));
        assertRefused("'repository/com/acme/large.jar': it is longer than its list of files says");

        KarFile.changeList(kar(), (bytes, at) -> bytes.putInt(at + 24, bytes.getInt(at + 24) + 1));
        assertRefused("it is damaged");
    }

    @Test
    void bombsAreRefusedBeforeTheyAreUnpacked() throws Exception {
        KarFile.changeList(kar(), (bytes, at) -> bytes.putInt(at + 24, 0xC0000000));
        assertRefused("it has more than 4.0 GiB when unpacked");

        Files.createDirectories(published());
        try (Kar kar = Kar.open("it", kar())) {
            assertThatThrownBy(() -> kar.unpack(published(), 10))
                    .hasMessageContaining("and 10 B are free at " + folder);
        }
        assertThat(published()).isEmptyDirectory();

        for (int i = 0; i <= Kar.MAX_ENTRIES; i++) {
            entries.addAll(List.of("x/" + i, ""));
        }
        kar();
        assertRefused("it has more than 10000 files");
    }

    @Test
    void namesThatWouldFillTheMemoryAreRefused() throws Exception {
        entries.addAll(List.of("repository/" + "a/".repeat(100) + "b", ""));
        kar();
        assertRefused("in it has more than 30 folders");
        for (int i = 0; i < 100; i++) {
            entries.addAll(List.of("x".repeat(60_000) + i, ""));
        }
        kar();
        assertRefused("the list of files in the zip file is too long");
    }

    @Test
    void damagedOnesAreRefused() throws Exception {
        Path file = kar();
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 10, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertRefused("it is no zip file, or damaged");
        }
        KarFile.changeList(kar(), (list, at) -> list.putInt(at + 16, list.getInt(at + 16) + 1));
        assertRefused("it is damaged");
        Files.writeString(file, "no zip file");
        assertRefused("it is no zip file, or damaged");
    }

    @Test
    void whatCannotBeInstalledIsRefused() throws Exception {
        entries.addAll(List.of("resources/bin/karaf", "#!/bin/sh"));
        kar();
        assertRefused("Karaf would copy its resources/bin/karaf into its own folder");
        entries.clear();
        entries.addAll(List.of("repository/" + CORE, "core", "repository/com/acme/no.xml", "<features>"));
        kar();
        assertRefused("has no features repository");
        entries.clear();
        entries.addAll(List.of("features/features.xml", features("")));
        kar();
        assertRefused("it has no Maven repository in repository/");
        entries.addAll(List.of(
                "repository/f.xml",
                features("<feature name='acme'><bundle>mvn:com.acme/core/1.0-SNAPSHOT</bundle></feature>")));
        kar();
        assertRefused("f.xml cannot be published, as it names mvn:com.acme/core/1.0-SNAPSHOT");
    }
}
