package org.torrentxt.impl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages and their dependencies as docs/architecture.md draws them: any other dependency fails the build. */
class ArchitectureTest {
    private static final int CROWDED = 25; // classes
    private static final int MEDIAN = 110; // lines
    private static final Pattern REASON = Pattern.compile("\\| `org\\.torrentxt\\.([a-z.]+)` \\| (\\d+) \\| [^|]+ \\|");

    private static final List<String> PAGE = read(Path.of("../docs/architecture.md"));
    private static final List<Path> SOURCES = Stream.of(
                    "api", "impl", "dht", "fleet", "health", "metrics", "policy", "shell", "web")
            .map(bundle -> Path.of("..", bundle + "-bundle", "src", "main", "java"))
            .toList();
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.torrentxt");

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // The sources of all bundles, as not all are compiled yet; the classes of this one show what no import says.
    private static Rooms rooms() {
        Rooms rooms = new Rooms();
        SOURCES.forEach(rooms::add);
        SOURCES.forEach(root -> rooms.add(OURS, root));
        return rooms;
    }

    @Test
    void theArrowsOfThePageAreThoseOfTheCode() {
        Rooms rooms = rooms();
        assertThat(Rooms.ofPage(PAGE).lines())
                .as("docs/architecture.md, which has to say:%n%s%n", rooms)
                .containsExactlyInAnyOrderElementsOf(rooms.lines());
    }

    @Test
    void arrowsOfThePageLeadDownwardsOnly() {
        assertThat(Rooms.ofPage(PAGE).upwards()).isEmpty();
    }

    @Test
    void aPackageHasAtMost25ClassesUnlessThePageSaysWhy() {
        Map<String, Integer> excused = new TreeMap<>();
        for (String line : PAGE) {
            Matcher reason = REASON.matcher(line);
            if (reason.matches()) {
                excused.put(reason.group(1), Integer.valueOf(reason.group(2)));
            }
        }
        Map<String, Integer> crowded = new TreeMap<>();
        SOURCES.forEach(root -> Rooms.sources(root).stream()
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()))
                .forEach((folder, count) -> {
                    if (count > CROWDED) {
                        crowded.put(name(root, folder), count.intValue());
                    }
                }));
        assertThat(crowded).isEqualTo(excused);
    }

    private static String name(Path root, Path folder) {
        return root.relativize(folder).toString().replace('/', '.').substring("org.torrentxt.".length());
    }

    @Test
    void halfOfTheClassesAreShort() {
        List<Integer> lengths = SOURCES.stream()
                .flatMap(root -> Rooms.sources(root).stream())
                .map(file -> read(file).size())
                .sorted()
                .toList();
        assertThat(lengths.get(lengths.size() / 2)).as("median of lines").isLessThanOrEqualTo(MEDIAN);
    }

    @Test
    void onlyTheEngineKnowsTheBinding() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.torrentxt.impl.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.libtorrent4j..")
                .check(OURS);
    }

    @Test
    void onlyTheBoardOfAFleetKnowsItsCluster() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../fleet-bundle/src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> String.join("\n", read(file)).contains("com.hazelcast."))
                            .map(file -> file.getParent().getFileName().toString()))
                    .isNotEmpty()
                    .containsOnly("cluster");
        }
    }

    @Test
    void onlyTheTextOfMetricsKnowsTheClientOfPrometheus() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../metrics-bundle/src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> String.join("\n", read(file)).contains("io.prometheus."))
                            .map(file -> file.getParent().getFileName().toString()))
                    .isNotEmpty()
                    .containsOnly("text");
        }
    }

    @Test
    void theApiKnowsNothingButTheJdkAndOsgiAnnotations() {
        classes()
                .that()
                .resideInAPackage("org.torrentxt.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.torrentxt.value",
                        "org.torrentxt.api..",
                        "java..",
                        "org.osgi.annotation..",
                        "org.osgi.service.component.annotations")
                .check(OURS);
    }

    @Test
    void onlySessionsAndTheirEventsKnowTheFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.torrentxt.impl.engine..",
                        "org.torrentxt.impl.gateway",
                        "org.torrentxt.impl.proxy",
                        "org.torrentxt.impl.stream")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.osgi.framework..")
                .check(OURS);
    }

    @Test
    void noMessageContainsTheNameOfAClass() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.torrentxt.value")
                .should()
                .callMethod(Class.class, "getSimpleName")
                .because("failures are worded by Reasons, for users")
                .check(OURS);
    }

    @Test
    void nobodyWhoIsPartOfASessionHoldsIt() {
        noClasses()
                .that()
                .resideInAPackage("org.torrentxt.impl.engine..")
                .and()
                .doNotHaveSimpleName("EngineSession")
                .should()
                .dependOnClassesThat()
                .haveSimpleName("EngineSession")
                .check(OURS);
    }
}
