package org.torrentxt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** All results, as Markdown. */
final class Report {
    private final Options options;
    private final Table machine = Machine.describe();
    private final List<Section> sections = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Report(Options options) {
        this.options = options;
    }

    void add(Section section) {
        sections.add(section);
    }

    void addFailure(String benchmark, Exception reason) {
        failures.add(benchmark + " failed: " + reason);
    }

    boolean isComplete() {
        return failures.isEmpty();
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, toString());
    }

    /** The summary. */
    String summary() {
        Table table = new Table("measured", "ours", "reference", "ratio", "aim");
        sections.stream()
                .flatMap(section -> section.headlines().stream())
                .forEach(line -> table.row(line.what(), line.ours(), line.reference(), line.ratio(), line.aim()));
        StringBuilder text = new StringBuilder(table.toString());
        failures.forEach(failure -> text.append("\n**").append(failure).append("**\n"));
        return text.toString();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n")
                .append("Measured on ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append(": ")
                .append(options.mebibytes())
                .append(" MiB of content, ")
                .append(options.rounds())
                .append(" rounds. Medians, with minimum and maximum in parentheses; a ratio is the median of the")
                .append(" ratios of all rounds, and above 1 TorrentXT is better.\n");
        if (!options.settings().isEmpty()) {
            text.append("TorrentXT sessions ran with ")
                    .append(options.settings())
                    .append(" in addition to the defaults.\n");
        }
        text.append('\n').append(summary()).append('\n').append(machine);
        for (Section section : sections) {
            text.append("\n## ").append(section.title()).append("\n\n");
            text.append(section.method()).append("\n\n").append(section.details());
        }
        return text.toString();
    }
}
