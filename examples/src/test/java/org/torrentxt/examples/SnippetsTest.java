package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the code of the README and of docs compiling: one of them shows each example class as it is, from its
 * annotation to its last brace, and they show no other class.
 */
class SnippetsTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    private static final Pattern CODE_BLOCK =
            Pattern.compile("^```java\\R(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CLASS = Pattern.compile("^@.*^}", Pattern.MULTILINE | Pattern.DOTALL);

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aPageShowsTheExampleAsItIs(Path example) throws IOException {
        assertThat(classesOfPages()).as("classes in code blocks").contains(classOf(example));
    }

    @Test
    void pagesShowNoOtherClasses() throws IOException {
        List<String> examples = new ArrayList<>();
        for (Path example : examples()) {
            examples.add(classOf(example));
        }

        assertThat(classesOfPages()).isSubsetOf(examples);
    }

    private static String classOf(Path example) throws IOException {
        return classes(text(example)).findFirst().orElseThrow();
    }

    private static List<String> classesOfPages() throws IOException {
        List<String> classes = new ArrayList<>();
        for (Path page : Pages.all()) {
            CODE_BLOCK
                    .matcher(text(page))
                    .results()
                    .forEach(block -> classes(block.group(1)).forEach(classes::add));
        }
        return classes;
    }

    private static Stream<String> classes(String code) {
        return CLASS.matcher(code).results().map(MatchResult::group);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
