package org.torrentxt.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The rows of docs/seed-map.md, and what their references point at. */
final class SeedMap {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/seed-map.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern MEMBER = Pattern.compile("([\\w.]+)(?:#(\\w+)(?:\\(([^)]*)\\))?)?");
    private static final String TEST_UP_TO_NAME = "@(?:Parameterized)?Test\\b(?:(?!\\bvoid\\b)[\\s\\S])*\\bvoid ";
    private static final Pattern COMMAND =
            Pattern.compile("@Command\\(\\s*scope = \"([\\w-]+)\",\\s*name = \"([\\w-]+)\"");

    /**
     * One row of a table.
     *
     * @param section the heading above it
     * @param cells by the table's own headings
     */
    record Row(String section, Map<String, String> cells) {
        String cell(String column) {
            return cells.getOrDefault(column, "");
        }

        /** What is set as code in a cell, in order. */
        List<String> codes(String column) {
            return CODE.matcher(cell(column))
                    .results()
                    .map(match -> match.group(1))
                    .toList();
        }

        /** The one thing that is set as code in a cell. */
        String code(String column) {
            assertThat(codes(column)).as(column + " of " + this).hasSize(1);
            return codes(column).get(0);
        }
    }

    private SeedMap() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> head = List.of();
        String section = "";
        for (String line : read(PAGE).split("\n")) {
            if (line.startsWith("#")) {
                section = line.replaceFirst("#+ ", "");
            }
            if (!line.startsWith("|")) {
                head = List.of();
            } else if (head.isEmpty()) {
                head = cells(line);
            } else if (!line.startsWith("| ---")) {
                rows.add(row(section, head, cells(line)));
            }
        }
        return rows;
    }

    private static Row row(String section, List<String> head, List<String> cells) {
        assertThat(cells).as("cells of a row in " + section).hasSameSizeAs(head);
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
            named.put(head.get(i), cells.get(i));
        }
        return new Row(section, named);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** True if a reference such as {@code Torrent#setFlags(Set,Set)} points at a public member of the API. */
    static boolean isMember(String reference) {
        Matcher parts = MEMBER.matcher(reference);
        if (!parts.matches()) {
            return false;
        }
        Optional<Class<?>> type = type(parts.group(1));
        if (type.isEmpty() || parts.group(2) == null) {
            return type.isPresent();
        }
        return parts.group(3) == null
                ? Arrays.stream(type.get().getFields())
                        .anyMatch(field -> field.getName().equals(parts.group(2)))
                : Arrays.stream(type.get().getMethods())
                        .filter(method -> method.getName().equals(parts.group(2)))
                        .anyMatch(method -> parametersOf(method).equals(parts.group(3)));
    }

    private static String parametersOf(Method method) {
        return String.join(
                ",",
                Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList());
    }

    /**
     * True if a reference such as {@code status.FileInfo#size()} points at a property of a value: a component of a
     * record, or what a builder sets and an accessor of the same name returns.
     */
    static boolean isProperty(String reference) {
        Matcher parts = MEMBER.matcher(reference);
        if (!parts.matches() || !"".equals(parts.group(3))) {
            return false;
        }
        return type(parts.group(1))
                .filter(type -> propertiesOf(type).contains(parts.group(2)))
                .isPresent();
    }

    private static Set<String> propertiesOf(Class<?> type) {
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.toSet());
        }
        Set<String> properties = type(type.getName() + ".Builder").stream()
                .flatMap(builder -> Arrays.stream(builder.getMethods()))
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getName)
                .collect(Collectors.toSet());
        properties.retainAll(Arrays.stream(type.getMethods())
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .toList());
        return properties;
    }

    /** The value of a constant of the API. */
    static Object constant(String reference) {
        String[] parts = reference.split("#");
        try {
            return type(parts[0]).orElseThrow().getField(parts[1]).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(reference + " is no constant", e);
        }
    }

    private static Optional<Class<?>> type(String name) {
        String nested = name.replaceAll("(\\p{Upper}\\w*)\\.", "$1\\$");
        return load(nested.startsWith("org.") ? nested : "org.torrentxt.api." + nested);
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, SeedMap.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * True if a reference such as {@code engine.ControlTest#name} points at a test: of this module, or in the sources
     * of another.
     */
    static boolean isTest(String reference) {
        String[] parts = reference.split("#");
        String name = parts[0].startsWith("org.") ? parts[0] : "org.torrentxt.impl." + parts[0];
        Optional<Class<?>> type = load(name);
        if (type.isPresent()) {
            return parts.length == 1
                    || Arrays.stream(type.get().getDeclaredMethods())
                            .anyMatch(method -> method.getName().equals(parts[1]) && isTest(method));
        }
        Pattern test = Pattern.compile(TEST_UP_TO_NAME + (parts.length == 1 ? "\\w+" : parts[1]) + "\\(");
        return sources("src/test/java/" + name.replace('.', '/') + ".java")
                .anyMatch(source -> test.matcher(read(source)).find());
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    /** The names of all console commands, as {@code scope:name}. */
    static List<String> commands() {
        try (Stream<Path> files = Files.walk(ROOT.resolve("shell-bundle/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> COMMAND.matcher(read(file)).results())
                    .map(match -> match.group(1) + ":" + match.group(2))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> sources(String path) {
        return Stream.of("api-bundle", "dht-bundle", "shell-bundle", "itests")
                .map(module -> ROOT.resolve(module).resolve(path))
                .filter(Files::exists);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
