package org.torrentxt.shell.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;

/**
 * The chapters of docs/console.md: of each, the beginning is written by what the command's class declares, and the rest,
 * examples with their output, by people.
 */
final class ConsolePage {
    private static final String CHAPTER = "### ";
    private static final Set<String> COMMON = Set.of("--session", "--json", "--no-format", "--all");

    private ConsolePage() {}

    /** The text of each chapter by the command it is named after; the text before the first under an empty name. */
    static Map<String, String> chapters(String page) {
        Map<String, StringBuilder> chapters = new LinkedHashMap<>();
        StringBuilder current = chapters.computeIfAbsent("", name -> new StringBuilder());
        for (String line : page.split("\n", -1)) {
            if (line.startsWith(CHAPTER)) {
                String name = line.substring(CHAPTER.length()).replace("`", "");
                current = chapters.computeIfAbsent(name, chapter -> new StringBuilder());
            } else if (line.startsWith("## ")) {
                current = chapters.computeIfAbsent("", name -> new StringBuilder());
                current.append(line).append('\n');
            } else {
                current.append(line).append('\n');
            }
        }
        return chapters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString(), (a, b) -> a + b, LinkedHashMap::new));
    }

    /** What the chapter of a command begins with. */
    static String beginning(Class<?> type) {
        String[] description = Commands.command(type).description().split(" Example: ", 2);
        StringBuilder text = new StringBuilder("\n" + description[0] + "\n\n    " + usage(type) + "\n");
        List<Option> own = Commands.options(type).stream()
                .filter(option -> !COMMON.contains(option.name()))
                .toList();
        if (!own.isEmpty() || !Commands.arguments(type).isEmpty()) {
            text.append("\n| | |\n| --- | --- |\n");
        }
        for (Argument argument : Commands.arguments(type)) {
            text.append("| `")
                    .append(argument.name())
                    .append("` | ")
                    .append(argument.description())
                    .append(" |\n");
        }
        for (Option option : own) {
            text.append("| `")
                    .append(option.name())
                    .append("` | ")
                    .append(option.description())
                    .append(" |\n");
        }
        List<String> common = Commands.options(type).stream()
                .map(Option::name)
                .filter(COMMON::contains)
                .map(name -> "`" + name + "`")
                .sorted()
                .toList();
        if (!common.isEmpty()) {
            text.append("\nAnd ").append(String.join(", ", common)).append(".\n");
        }
        return text.toString();
    }

    private static String usage(Class<?> type) {
        String arguments =
                Commands.arguments(type).stream().map(ConsolePage::usage).collect(Collectors.joining());
        return Commands.name(type) + " [OPTIONS]" + arguments;
    }

    private static String usage(Argument argument) {
        String name = argument.name() + (argument.multiValued() ? "..." : "");
        return argument.required() ? " " + name : " [" + name + "]";
    }
}
