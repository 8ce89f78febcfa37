package org.torrentxt.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The public API changes on purpose only. {@code api.txt} has its signatures. Its first line says of which state:
 *
 * <ul>
 *   <li>{@code unreleased}: nobody depends on the API yet, and the versions of packages may stay; but a change must be
 *       recorded, so that it is seen in the review.
 *   <li>{@code released VERSION}: the file stays as it was released; a package that changes needs a higher version, minor
 *       for additions, major for breaks (semantic versioning, as computed by bnd).
 * </ul>
 *
 * <p>{@code mvn -o -pl api-bundle test -Dtest=ApiBaselineTest -Dapi.baseline.write=unreleased} records the present API,
 * {@code -Dapi.baseline.write="released 1.0.0"} that of a release.
 */
class ApiBaselineTest {
    private static final Path FILE = Path.of("src", "test", "resources", "api.txt");
    private static final String UNRELEASED = "unreleased";
    private static final String COMMAND =
            "mvn -o -pl api-bundle test -Dtest=ApiBaselineTest -Dapi.baseline.write=unreleased";

    @BeforeAll
    static void write() throws Exception {
        String state = System.getProperty("api.baseline.write", "");
        if (!state.isEmpty()) {
            List<String> lines = new ArrayList<>(List.of(state));
            lines.addAll(Signatures.compiled().lines());
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        }
    }

    private static Signatures recorded() throws Exception {
        List<String> lines = Files.readAllLines(FILE);
        return Signatures.parse(lines.subList(1, lines.size()));
    }

    private static boolean isReleased() throws Exception {
        return !Files.readAllLines(FILE).get(0).equals(UNRELEASED);
    }

    @Test
    void changesAreRecordedBeforeTheReleaseAndRaiseVersionsAfterIt() throws Exception {
        Signatures before = recorded();
        Signatures now = Signatures.compiled();
        if (isReleased()) {
            assertThat(Baseline.tooLow(before, now))
                    .as("the public API differs from the released one: take the change back, or raise @Version in"
                            + " the package-info.java of the packages")
                    .isEmpty();
        } else {
            assertThat(Baseline.changes(before, now))
                    .as("the public API differs from the recorded one (api-bundle/src/test/resources/api.txt): take"
                            + " the change back, or record it with: " + COMMAND)
                    .isEmpty();
            assertThat(now.versions())
                    .as("versions; record them with: " + COMMAND)
                    .isEqualTo(before.versions());
        }
    }

    @Test
    void aRecordReadsAsItWasWritten() throws Exception {
        Signatures now = Signatures.compiled();

        assertThat(now.versions()).hasSizeGreaterThan(5).containsKey("org.torrentxt.api.status");
        assertThat(Signatures.parse(now.lines()).lines()).isEqualTo(now.lines());
        assertThat(Baseline.changes(Signatures.parse(now.lines()), now)).isEmpty();
    }

    @Test
    void aMethodThatIsGoneNeedsAMajorVersionAndANewOneAMinor() throws Exception {
        Signatures now = Signatures.compiled();
        Signatures less = without(now, "METHOD savePath()", "org.torrentxt.api.status.TorrentStatus");

        assertThat(Baseline.tooLow(less, now))
                .first()
                .asString()
                .startsWith("package org.torrentxt.api.status: ")
                .contains("MINOR changes");
        assertThat(Baseline.tooLow(less, now)).anyMatch(line -> line.contains("ADDED METHOD savePath()"));
        assertThat(Baseline.tooLow(now, less)).first().asString().contains("MAJOR changes");
    }

    /** The same API without a method of a class. */
    private static Signatures without(Signatures all, String method, String type) throws Exception {
        List<String> lines = new ArrayList<>(all.lines());
        int from = 0;
        while (!lines.get(from).endsWith("CLASS " + type)) {
            from++;
        }
        while (!lines.get(from).endsWith(method)) {
            from++;
        }
        int depth = depth(lines.get(from));
        do {
            lines.remove(from);
        } while (depth(lines.get(from)) > depth);
        return Signatures.parse(lines);
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }
}
