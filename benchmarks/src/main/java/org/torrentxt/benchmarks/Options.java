package org.torrentxt.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.torrentxt.benchmarks.program.Settings;

/**
 * The options, from the system properties {@code bench.*}.
 *
 * @param selected names of the benchmarks to run; empty for all
 * @param mebibytes size of the content that is transferred and hashed
 * @param rounds pairs to measure
 * @param alerts number of alerts per round
 * @param torrents number of torrents for the status benchmark
 * @param items number of DHT items per kind
 * @param fleetMebibytes size of the content that is deployed to a fleet
 * @param limit a transfer that takes longer is ended
 * @param quiet how long a transfer beside other programs waits for the machine to be quiet
 * @param folder the folder for data during the run
 * @param results the file for the results
 * @param picture the file for the picture of transfers beside other programs
 * @param karaf the folder of the distribution's Karaf
 * @param settings libtorrent settings that override those of TorrentXT in transfers, to try a tuning
 */
record Options(
        List<String> selected,
        int mebibytes,
        int rounds,
        int alerts,
        int torrents,
        int items,
        int fleetMebibytes,
        Duration limit,
        Duration quiet,
        Path folder,
        Path results,
        Path picture,
        Path karaf,
        Map<String, Object> settings) {

    static Options fromSystemProperties() {
        return new Options(
                words(System.getProperty("bench", "")),
                number("bench.size", 1024),
                number("bench.rounds", 5),
                number("bench.alerts", 200_000),
                number("bench.torrents", 2_000),
                number("bench.items", 300),
                number("bench.fleet", 40),
                Duration.ofSeconds(number("bench.limit", 300)),
                Duration.ofSeconds(number("bench.quiet", 60)),
                Path.of(System.getProperty("bench.dir", "target")).toAbsolutePath(),
                Path.of(System.getProperty("bench.out", "target/results.md")).toAbsolutePath(),
                Path.of(System.getProperty("bench.picture", "target/peers.svg")).toAbsolutePath(),
                Path.of(System.getProperty("bench.karaf", "../distribution/target/karaf"))
                        .toAbsolutePath(),
                Settings.read(System.getProperty("bench.settings", "")));
    }

    long bytes() {
        return (long) mebibytes << 20;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static int number(String property, int otherwise) {
        String text = System.getProperty(property, "").strip();
        int number;
        try {
            number = text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            number = 0;
        }
        if (number < 1) {
            throw new IllegalArgumentException(
                    "invalid " + property + " '" + text + "': expected a whole number, 1 or more");
        }
        return number;
    }
}
