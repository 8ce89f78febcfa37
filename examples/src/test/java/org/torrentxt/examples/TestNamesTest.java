package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests that the documents name exist, with the methods that they name. */
class TestNamesTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:#(\\w+))?`");

    private static Map<String, Path> tests() throws IOException {
        Map<String, Path> tests = new HashMap<>();
        for (Path module : modules()) {
            Path sources = module.resolve("src/test/java");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file ->
                                    tests.put(file.getFileName().toString().replace(".java", ""), file));
                }
            }
        }
        return tests;
    }

    private static List<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(Pages.ROOT)) {
            return folders.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void thoseThatAreNamedExist() throws IOException {
        Map<String, Path> tests = tests();
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Path page : Pages.all()) {
            for (MatchResult named :
                    NAME.matcher(Files.readString(page)).results().toList()) {
                found++;
                if (!exists(tests.get(named.group(1)), named.group(2))) {
                    missing.add(Pages.ROOT.relativize(page) + ": " + named.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(found).as("names in all documents").isGreaterThan(100);
    }

    private static boolean exists(Path source, String method) throws IOException {
        return source != null && (method == null || Files.readString(source).contains("void " + method + "("));
    }
}
