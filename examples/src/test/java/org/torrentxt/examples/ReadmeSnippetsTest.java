package org.torrentxt.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the README's code compiling: it shows each example class as it is, from its annotation to its last brace. */
class ReadmeSnippetsTest {
    private static final Path README = Path.of("..", "README.md");
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
    void theReadmeShowsTheExampleAsItIs(Path example) throws IOException {
        List<String> blocks = CODE_BLOCK
                .matcher(text(README))
                .results()
                .map(block -> block.group(1))
                .toList();
        String code = CLASS.matcher(text(example))
                .results()
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();

        assertThat(blocks)
                .as("code blocks of %s with the class of %s", README, example)
                .anySatisfy(block -> assertThat(block).contains(code));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }
}
