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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        assertThat(kar.root()).isEqualTo(published().resolve(ARTIFACT.unpackedDeployment()));
        assertThat(files(published()))
                .allMatch(file -> file.startsWith(ARTIFACT.unpackedDeployment()))
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
        for (String version : List.of("1.0", "1.0.0", "1")) {
            assertThat(unpack(ACME.toBuilder().version(version).build(), Optional.empty())
                            .install())
                    .as("as Karaf has it")
                    .contains(ACME.toBuilder()
                            .version("1.0.0")
                            .repository(FEATURES)
                            .build());
        }
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
                .hasMessageContaining("there is: acme/1.0.0, more/0.0.0, acme/2.0.0");
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
                "repository/com/acme/core/1.0 | it has 'repository/com/acme/core/1.0' as a file and as a folder",
                "repository/com/acme/core/1.0/core-1.0.jar/x | 1.0/core-1.0.jar' as a file and as a folder",
                "repository/com/acme/core/1.0/core-1.0.jar.sha1/x | core-1.0.jar.sha1' as a file and as a folder",
                "repository/com/acme/core/1.0/core-1.0.jar.SHA1 | differ in upper and lower case only",
                "resources/a/X;resources/A/y | 'resources/a' and 'resources/A' in it differ in upper and lower case only"
            })
    void namesOfWhichAFileSystemHasOneOnlyAreRefused(String name, String reason) throws Exception {
        for (String each : name.split(";")) {
            entries.addAll(List.of(each, "hello"));
        }
        kar();
        assertRefused(reason);
    }

    @Test
    void aFileWithTheNameOfAFolderIsFoundInEachOrder() throws Exception {
        entries.addAll(0, List.of("repository/com/acme/core", "hello"));
        kar();
        assertRefused("it has 'repository/com/acme/core' as a file and as a folder");
    }

    @Test
    void whatIsNeverUnpackedMayHaveTheNamesThatItHas() throws Exception {
        entries.addAll(List.of(
                "META-INF/LICENSE", "", "META-INF/license/a.txt", "", "META-INF/maven/" + "a/".repeat(40) + "b", ""));
        entries.addAll(List.of("META-INF/link", "/etc/passwd"));
        Path file = kar();
        KarFile.changeList(file, (bytes, at) -> {
            if (bytes.getShort(at + 28) == "META-INF/link".length()) {
                bytes.put(at + 5, (byte) 3).putInt(at + 38, 0xA1FF0000);
            }
        });
        assertThat(unpacker().unpack(file, ACME, Optional.empty()).count()).isEqualTo(2);
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
            assertThatThrownBy(() -> kar.unpack(published(), Kar.RESERVE))
                    .hasMessageContaining(
                            "and 128.0 MiB are free at " + folder + ", of which 128.0 MiB are to stay free");
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
    void whatIsNotEncodedAsItSaysIsNoFeaturesRepository() throws Exception {
        entries.addAll(List.of("repository/a.xml", "<?xml version='1.0' encoding='none-such'?><features/>"));
        entries.addAll(List.of("repository/b.xml", "<?xml version='1.0' encoding='UTF-16'?><features/>"));
        entries.addAll(List.of("repository/c.xml", "<?xml version='1.0' encoding='US-ASCII'?><features name='é'/>"));
        assertThat(unpack(ACME, Optional.empty()).count()).isEqualTo(2);
    }

    @Test
    void onlyRepositoriesThatNodesWouldReadAreJudged() throws Exception {
        entries.addAll(List.of(
                "repository/other/features.xml",
                features(
                        "<feature name='other'><bundle>mvn:com.acme/core/2.0-SNAPSHOT</bundle><bundle>away.jar</bundle>"
                                + "<bundle>mvn:com.acme/away/1.0</bundle></feature>"),
                "repository/data.xml",
                "<features xmlns='http://example.org/data'><feature name='acme'/></features>"));
        UnpackedKar installed = unpack(ACME, Optional.empty());
        assertThat(installed.missing()).isEmpty();
        assertThat(installed.changing()).isEmpty();
        assertThat(installed.others()).isEmpty();

        UnpackedKar served = unpacker().fetch(ARTIFACT, Optional.empty());
        assertThat(served.missing()).containsExactly("mvn:com.acme/away/1.0");
        assertThat(served.changing()).containsExactly("mvn:com.acme/core/2.0-SNAPSHOT");
        assertThat(served.others()).containsExactly("away.jar");
        assertThatThrownBy(() -> unpack(InstallFeature.builder("other").build(), Optional.empty()))
                .hasMessageContaining(
                        "other/features.xml cannot be published, as it names mvn:com.acme/core/2.0-SNAPSHOT");
    }

    @Test
    void repositoriesThatAreNamedAreJudgedToo() throws Exception {
        entries.set(3, features("<repository>../../more/features</repository><feature name='acme' version='1.0'/>"));
        entries.addAll(List.of(
                "repository/com/acme/more/features",
                features("<repository>mvn:com.acme/acme/1.0/xml/features</repository>"
                        + "<feature name='more'><bundle>mvn:com.acme/core/2.0-SNAPSHOT</bundle></feature>")));
        kar();
        assertRefused("com/acme/more/features cannot be published, as it names mvn:com.acme/core/2.0-SNAPSHOT");
    }

    @Test
    void filesAreLookedForWhereNodesDo() throws Exception {
        String named = "<feature name='acme'><bundle>../../core/1.0/core-1.0.jar</bundle></feature>";
        entries.set(3, features(named));
        UnpackedKar kar = unpack(ACME, Optional.empty());
        assertThat(kar.others()).isEmpty();
        assertThat(kar.missing()).isEmpty();
        entries.set(3, features("<repository>mvn:org.apache.karaf/x/1/xml</repository>" + named));
        assertThat(unpack(ACME, Optional.empty()).missing()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lib/core.jar", "com/acme/core/1.0/core-1.0.jar", "../../../../../acme-1.0.kar", "../../core"})
    void filesThatNodesWouldNotFindAreRefused(String location) throws Exception {
        entries.set(3, features("<feature name='acme'><bundle>" + location + "</bundle></feature>"));
        kar();
        assertRefused("has no file " + location + ", which " + FEATURES + " names");
        assertThat(unpacker().fetch(ARTIFACT, Optional.empty()).others()).containsExactly(location);
    }

    @Test
    void repositoriesThatAreTooLongAreNamed() throws Exception {
        String padding = " ".repeat((int) ContentFeatures.MAX_SIZE);
        entries.addAll(List.of("repository/long.xml", features("<feature name='long'/>") + padding));
        kar();
        assertThatThrownBy(() -> unpack(InstallFeature.builder("long").build(), Optional.empty()))
                .hasMessageContaining("no feature 'long'")
                .hasMessageContaining("not read, as it is longer than 16 MiB: long.xml");
        assertThat(unpack(ACME, Optional.empty()).install()).isPresent();
        entries.set(3, features("<repository>../../../../long.xml</repository><feature name='acme'/>"));
        kar();
        assertThatThrownBy(() -> unpack(ACME, Optional.empty()))
                .hasMessageContaining("long.xml in")
                .hasMessageContaining("is too long: expected at most 16 MiB");
    }

    @Test
    void theSameIsUnpackedSeveralTimesAtOnce() throws Exception {
        kar();
        CyclicBarrier barrier = new CyclicBarrier(4);
        ArtifactFolder artifacts = new ArtifactFolder(folder, url -> {
            try {
                barrier.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IOException(e);
            }
            return Files.newInputStream(folder.resolve("acme-1.0.kar"));
        });
        KarUnpacker unpacker = new KarUnpacker(artifacts, artifact -> false);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<UnpackedKar>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> unpacker.fetch(ARTIFACT, Optional.of(ACME))));
            }
            for (Future<UnpackedKar> each : all) {
                assertThat(files(each.get().root())).hasSize(4);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(published().toFile().list()).containsExactly(ARTIFACT.unpackedDeployment());
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
