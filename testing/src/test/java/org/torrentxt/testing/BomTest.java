package org.torrentxt.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM against the modules of the build, and the README against both. */
class BomTest {
    private static final Path ROOT = Path.of("..");
    private static final String OURS = "<groupId>org.torrentxt</groupId>\\s*<artifactId>";

    /** Of no use outside the build. */
    private static final Set<String> UNPUBLISHED = Set.of(
            "torrentxt-bom",
            "torrentxt-examples",
            "torrentxt-itests",
            "torrentxt-benchmarks",
            "torrentxt-distribution");

    @Test
    void theBomListsAllPublishedModules() throws IOException {
        List<String> published = all("<module>([^<]+)</module>", pom("")).stream()
                .map(BomTest::artifact)
                .filter(artifact -> !UNPUBLISHED.contains(artifact))
                .toList();

        assertThat(all(OURS + "([^<]+)</artifactId>\\s*<version>\\$", pom("bom")))
                .containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void theBomHasTheVersionOfTheOthers() throws IOException {
        assertThat(all("-bom</artifactId>\\s*<version>([^<]+)<", pom("bom")))
                .isEqualTo(all("-parent</artifactId>\\s*<version>([^<]+)<", pom("")));
    }

    @Test
    void theCoordinatesInTheReadmeAreThoseOfTheBuild() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));

        assertThat(all(OURS + "torrentxt-bom</artifactId>\\s*<version>([^<]+)<", readme))
                .isEqualTo(all("-parent</artifactId>\\s*<version>([^<]+)<", pom("")));
        assertThat(all(OURS + "([^<]+)</artifactId>(?!\\s*<version>)", readme))
                .isNotEmpty()
                .isSubsetOf(all(OURS + "([^<]+)<", pom("bom")));
    }

    private static String artifact(String module) {
        return all(
                        "(torrentxt-(?!parent)[a-z]+)</artifactId>\\s*(?:<version>.*</version>\\s*)?(?:<packaging>.*</packaging>\\s*)?<name>",
                        pom(module))
                .get(0);
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String pom(String module) {
        try {
            return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
        } catch (IOException e) {
            throw new AssertionError("no such module: " + module, e);
        }
    }
}
