package org.torrentxt.shell.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;

/**
 * docs/console.md: a head, and a chapter for each command. A chapter begins with text generated from the command's
 * class; the rest, starting with an example and its output, is written by hand.
 *
 * @param head everything before the first chapter
 * @param chapters the text of each chapter, by command
 */
record ConsolePage(String head, Map<String, String> chapters) {
    private static final String CHAPTER = "### ";
    private static final String EXAMPLE = "```\n";
    private static final Set<String> COMMON = Set.of("--session", "--json", "--no-format", "--all");

    /** Reads the page. */
    static ConsolePage parse(String text) {
        String[] parts = text.split("(?m)^" + CHAPTER);
        Map<String, String> chapters = new LinkedHashMap<>();
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int end = part.indexOf('\n');
            chapters.put(part.substring(0, end), part.substring(end + 1));
        }
        return new ConsolePage(parts[0], chapters);
    }

    /**
     * The page with the beginnings of all chapters regenerated, and with chapters for commands that have none.
     */
    String rewritten() {
        StringBuilder page = new StringBuilder(head);
        for (Class<?> type : Commands.all()) {
            String old = chapters.getOrDefault(Commands.name(type), "");
            int example = old.indexOf(EXAMPLE);
            String rest = example < 0 ? EXAMPLE + EXAMPLE : old.substring(example);
            page.append(CHAPTER).append(Commands.name(type)).append('\n');
            page.append(beginning(type))
                    .append('\n')
                    .append(rest.stripTrailing())
                    .append("\n\n");
        }
        return page.toString().stripTrailing() + "\n";
    }

    /** The beginning of the chapter of a command. */
    static String beginning(Class<?> type) {
        String[] description = Commands.command(type).description().split(" Example: ", 2);
        StringBuilder text = new StringBuilder("\n" + description[0] + "\n\n    " + usage(type) + "\n");
        List<Option> own = Commands.options(type).stream()
                .filter(option -> !isCommon(option))
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
                .filter(ConsolePage::isCommon)
                .map(Option::name)
                .map(name -> "`" + name + "`")
                .sorted()
                .toList();
        if (!common.isEmpty()) {
            text.append("\nAnd ").append(String.join(", ", common)).append(".\n");
        }
        return text.toString();
    }

    // Of a few commands, --all is something of their own.
    private static boolean isCommon(Option option) {
        return COMMON.contains(option.name())
                && (!option.name().equals("--all") || option.description().startsWith("Select "));
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
