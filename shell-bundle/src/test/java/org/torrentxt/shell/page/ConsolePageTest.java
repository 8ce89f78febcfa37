package org.torrentxt.shell.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Option;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * docs/console.md has a chapter for each command with its actual arguments and options and an example. After
 * a change, {@code mvn -pl shell-bundle -am test -Dtest=ConsolePageTest -Dconsole.page.write=true
 * -Dsurefire.failIfNoSpecifiedTests=false} regenerates the beginnings of the chapters.
 */
class ConsolePageTest {
    private static final Path PAGE = Path.of("..", "docs", "console.md");
    private static final Pattern TYPED = Pattern.compile("karaf@root\\(\\)> ((?:torrent|dht|fleet):[a-z-]+)(.*)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)--[a-z][a-z0-9-]*");

    static List<Class<?>> commands() {
        return Commands.all();
    }

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("console.page.write")) {
            Files.writeString(PAGE, ConsolePage.parse(Files.readString(PAGE)).rewritten());
        }
    }

    private static Map<String, String> chapters() throws IOException {
        return ConsolePage.parse(Files.readString(PAGE)).chapters();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandHasItsChapter(Class<?> type) throws IOException {
        String chapter = chapters().get(Commands.name(type));

        assertThat(chapter).as("chapter ### %s", Commands.name(type)).isNotNull();
        assertThat(chapter).startsWith(ConsolePage.beginning(type));
        assertThat(chapter).contains("karaf@root()> " + Commands.name(type));
    }

    @Test
    void eachChapterIsOfACommand() throws IOException {
        assertThat(chapters().keySet())
                .containsExactlyElementsOf(
                        commands().stream().map(Commands::name).toList());
    }

    @Test
    void whatIsTypedThereAreOptionsThatThereAre() throws IOException {
        Matcher typed = TYPED.matcher(Files.readString(PAGE));
        while (typed.find()) {
            String line = typed.group();
            Class<?> command = commands().stream()
                    .filter(type -> Commands.name(type).equals(typed.group(1)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no such command: " + line));
            List<String> options =
                    Commands.options(command).stream().map(Option::name).toList();
            OPTION.matcher(typed.group(2))
                    .results()
                    .forEach(option -> assertThat(options).as(line).contains(option.group()));
        }
    }
}
