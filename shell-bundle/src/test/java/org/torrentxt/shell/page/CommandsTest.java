package org.torrentxt.shell.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for all commands, including new ones. */
class CommandsTest {
    private static final Path ACCESS = Path.of("..", "features", "src", "main", "etc");

    static List<Class<?>> commands() {
        return Commands.all();
    }

    @Test
    void theyAreFound() {
        assertThat(commands())
                .extracting(Commands::name)
                .contains("torrent:list", "dht:state", "fleet:list")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachSaysWhatItDoesWithAnExample(Class<?> type) {
        assertThat(Commands.command(type).description())
                .matches("[A-Z].*[.] Example: " + Pattern.quote(Commands.name(type)) + "( .*)?");
        assertThat(type).hasAnnotation(Service.class);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itsOptionsAreNamedAndDescribed(Class<?> type) {
        assertThat(Commands.options(type)).allSatisfy(option -> {
            assertThat(option.name()).matches("--[a-z][a-z0-9-]*");
            assertThat(option.description()).matches("[A-Z0-9].*[^.]");
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatPrintsRowsPrintsThemAsJsonToo(Class<?> type) {
        List<String> options = Commands.options(type).stream().map(Option::name).toList();

        if (options.contains("--no-format")) {
            assertThat(options).contains("--json");
        }
    }

    @Test
    void anOptionHasOneTypeEverywhere() {
        Map<String, Set<String>> types = new HashMap<>();
        for (Class<?> command : commands()) {
            for (Field field : Commands.fields(command)) {
                Option option = field.getAnnotation(Option.class);
                if (option != null) {
                    boolean isFlag = field.getType() == boolean.class;
                    types.computeIfAbsent(option.name(), name -> new TreeSet<>())
                            .add(isFlag ? "flag" : "value");
                }
            }
        }

        assertThat(types)
                .allSatisfy((option, kinds) -> assertThat(kinds).as(option).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatNamesATorrentASessionOrAFileIsCompleted(Class<?> type) {
        Set<String> completed = Set.of("--session", "--path", "--out", "--type", "--flags", "--torrent");

        assertThat(Commands.fields(type)).allSatisfy(field -> {
            Option option = field.getAnnotation(Option.class);
            if (option != null && completed.contains(option.name())) {
                assertThat(field.isAnnotationPresent(Completion.class))
                        .as(option.name())
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"torrent", "dht", "fleet"})
    void itIsSaidOfEachWhoMayUseIt(String scope) throws IOException {
        Properties access = new Properties();
        try (InputStream file =
                Files.newInputStream(ACCESS.resolve("org.apache.karaf.command.acl." + scope + ".cfg"))) {
            access.load(file);
        }
        Set<String> named = new TreeSet<>();
        access.stringPropertyNames().forEach(key -> named.add(key.replaceFirst("\\[.*", "")));
        Set<String> commands = new TreeSet<>();
        commands().stream()
                .map(Commands::command)
                .filter(command -> command.scope().equals(scope))
                .forEach(command -> commands.add(command.name()));

        assertThat(named).isEqualTo(commands);
        assertThat(access.values()).isSubsetOf("viewer, manager, admin", "manager, admin", "admin");
    }
}
