package org.torrentxt.benchmarks.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.Settings;

/** A transfer over a line that is made for it, between network namespaces that end with it. */
public final class LineTransfer {
    private static final int PATIENCE_SECONDS = 120;

    // The devices become the standard input and output, which are what Java can use without opening them.
    private static final String DEVICES = """
        use POSIX;
        for my $device (["near", 0], ["far", 1]) {
            open(my $tun, "+<", "/dev/net/tun") or die "/dev/net/tun: $!";
            my $request = pack("a16 s x22", $device->[0], 0x1001);
            ioctl($tun, 0x400454ca, $request) or die "device $device->[0]: $!";
            POSIX::dup2(fileno($tun), $device->[1]);
        }
        exec @ARGV or die "$ARGV[0]: $!";
        """;

    /** With which the names of the folders of downloads begin. */
    public static final String DOWNLOADS = "got";

    /** What is transferred, and how. */
    public enum Kind {
        /** One TCP connection without a protocol. */
        BARE,
        /** Eight of them. */
        BARE_8,
        TCP,
        UTP,
        /** Two sessions download from the same one: the first by TCP, the second by uTP. */
        BOTH;

        private static final Map<String, Object> ONLY_TCP = Map.of("enable_outgoing_utp", false);
        private static final Map<String, Object> ONLY_UTP = Map.of("enable_outgoing_tcp", false);

        boolean isBare() {
            return this == BARE || this == BARE_8;
        }

        List<Map<String, Object>> transports() {
            return switch (this) {
                case BARE, BARE_8 -> List.of();
                case TCP -> List.of(ONLY_TCP);
                case UTP -> List.of(ONLY_UTP);
                case BOTH -> List.of(ONLY_TCP, ONLY_UTP);
            };
        }
    }

    /**
     * What one download has reached, in megabits of content per second.
     *
     * @param all from adding the torrent
     * @param later from a third of the time on
     */
    public record Rate(double all, double later) {}

    private LineTransfer() {}

    /**
     * Transfers for some seconds.
     *
     * @param congestionControl of TCP, as the kernel names it
     * @param torrent of content that is in the folder
     * @param folder beside which the downloads are
     * @return one for each download
     */
    public static List<Rate> run(
            Line line,
            Kind kind,
            String congestionControl,
            int seconds,
            Path torrent,
            Path folder,
            Map<String, Object> settings)
            throws IOException, InterruptedException {
        Path results = Files.createTempFile(folder.getParent(), "line", ".txt");
        List<String> command = new ArrayList<>(List.of("unshare", "-n"));
        if (!System.getProperty("user.name").equals("root")) {
            command.add("-r");
        }
        command.addAll(List.of("perl", "-e", DEVICES));
        command.addAll(Jvm.command(
                LineHost.class,
                List.of(
                        line.toString(),
                        congestionControl,
                        results.toString(),
                        Integer.toString(seconds),
                        kind.name(),
                        torrent.toString(),
                        folder.toString(),
                        Settings.text(settings))));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the transfer over " + line + " failed");
            }
        } finally {
            process.destroyForcibly();
        }
        return rates(Files.readString(results), seconds);
    }

    private static List<Rate> rates(String text, int seconds) {
        long[] bytes = Arrays.stream(text.strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        int downloads = bytes.length / 2;
        List<Rate> rates = new ArrayList<>();
        for (int i = 0; i < downloads; i++) {
            rates.add(new Rate(
                    megabits(bytes[downloads + i], seconds),
                    megabits(bytes[downloads + i] - bytes[i], seconds - seconds / 3.0)));
        }
        return rates;
    }

    private static double megabits(long bytes, double seconds) {
        return bytes * 8 / seconds / 1e6;
    }
}
