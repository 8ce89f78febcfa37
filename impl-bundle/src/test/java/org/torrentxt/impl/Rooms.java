package org.torrentxt.impl;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Packages, and which of them use which others. Names are without {@code org.torrentxt}; the packages of the API count
 * as one.
 */
final class Rooms {
    private static final String OURS = "org.torrentxt.";
    private static final List<String> BUNDLES = List.of("shell", "web", "dht", "fleet", "policy", "impl");
    private static final Pattern ARROWS = Pattern.compile("([a-z.]+) ->(?: (.*))?");
    private static final Pattern NO_CODE =
            Pattern.compile("/\\*.*?\\*/|//[^\n]*|^package [^;]*;", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("\\borg\\.torrentxt\\.([a-z.]+)\\.[A-Z]");

    private final Map<String, Set<String>> arrows = new LinkedHashMap<>();

    /** Those of a page: a line {@code a -> b, c} for each. */
    static Rooms ofPage(List<String> lines) {
        Rooms rooms = new Rooms();
        for (String line : lines) {
            Matcher matcher = ARROWS.matcher(line);
            if (matcher.matches()) {
                Set<String> used = rooms.arrows.computeIfAbsent(matcher.group(1), name -> new TreeSet<>());
                Arrays.stream(String.valueOf(matcher.group(2)).split(", "))
                        .filter(name -> !name.equals("null"))
                        .forEach(used::add);
            }
        }
        return rooms;
    }

    /** Those of compiled classes whose sources are in a folder and below. */
    void add(JavaClasses classes, Path folder) {
        for (JavaClass type : classes) {
            Path sources = folder.resolve(type.getPackageName().replace('.', '/'));
            boolean isThere = type.getSource()
                    .flatMap(Source::getFileName)
                    .filter(name -> Files.exists(sources.resolve(name)))
                    .isPresent();
            if (isThere) {
                type.getDirectDependenciesFromSelf()
                        .forEach(use -> add(
                                type.getPackageName(),
                                use.getTargetClass().getBaseComponentType().getPackageName()));
            }
        }
    }

    /** Those of the sources in a folder and below. */
    void add(Path folder) {
        for (Path file : sources(folder)) {
            String own = folder.relativize(file.getParent()).toString().replace('/', '.');
            add(own, own);
            Matcher type = TYPE.matcher(NO_CODE.matcher(read(file)).replaceAll(""));
            while (type.find()) {
                add(own, OURS + type.group(1));
            }
        }
    }

    private void add(String from, String to) {
        if (from.startsWith(OURS)) {
            Set<String> used = arrows.computeIfAbsent(name(from), name -> new TreeSet<>());
            if (to.startsWith(OURS) && !name(from).equals(name(to))) {
                used.add(name(to));
            }
        }
    }

    private static String name(String packageName) {
        String name = packageName.substring(OURS.length());
        return name.startsWith("api.") ? "api" : name;
    }

    /** The sources in a folder and below. */
    static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line {@code a -> b} for each arrow, and {@code a} for a package without one. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(arrows).forEach((from, used) -> {
            lines.add(from);
            used.forEach(to -> lines.add(from + " -> " + to));
        });
        return lines;
    }

    /** The arrows that lead to a package further up, in the order in which the packages were read. */
    List<String> upwards() {
        List<String> order = List.copyOf(arrows.keySet());
        List<String> lines = new ArrayList<>();
        arrows.forEach((from, used) -> used.stream()
                .filter(to -> order.indexOf(to) <= order.indexOf(from))
                .forEach(to -> lines.add(from + " -> " + to)));
        return lines;
    }

    /** The page's lines: first those that no other uses, bundle by bundle. */
    @Override
    public String toString() {
        List<String> order = new ArrayList<>();
        Set<String> left = new TreeSet<>(arrows.keySet());
        while (!left.isEmpty()) {
            List<String> top = left.stream()
                    .filter(room ->
                            left.stream().noneMatch(other -> arrows.get(other).contains(room)))
                    .toList();
            order.addAll(top.isEmpty() ? left : top); // all of a circle
            left.removeAll(order);
        }
        return order.stream()
                .sorted(Comparator.comparingInt(Rooms::bundle))
                .map(room -> room + " -> " + String.join(", ", arrows.get(room)))
                .map(String::strip)
                .collect(Collectors.joining("\n"));
    }

    private static int bundle(String room) {
        int index = BUNDLES.indexOf(room.replaceFirst("\\..*", ""));
        return index < 0 ? BUNDLES.size() : index;
    }
}
