package org.torrentxt.benchmarks.line;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Command;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.LineProgram;

/**
 * The line, and both sides of a transfer over it. Its standard input and output are the two devices: the seeder is in
 * the network namespace of this process, the leecher in another one.
 */
final class LineHost {
    /** The address of the seeder. */
    static final String NEAR = "192.0.2.1";

    /** The address of the leecher. */
    static final String FAR = "192.0.2.2";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String GO = "go";
    private static final String WAITING = "waiting";

    // a namespace for the leecher, which goes on once it has been given its device
    private static final String LEECHER = """
        echo waiting
        read go
        set -e
        ip link set lo up
        ip address add %1$s/24 dev far
        ip link set far txqueuelen 5000 up
        sysctl -q -w net.ipv4.tcp_congestion_control="$1"
        shift
        exec "$@"
        """.formatted(FAR);

    private LineHost() {}

    /**
     * Arguments: the line, TCP's congestion control, the file for the results, the seconds, then the arguments of
     * {@link LinePeer} that both sides have in common.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Line line = Line.parse(args[0]);
        new Direction(line, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), 1)
                .start();
        new Direction(line, new FileInputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.in), 2)
                .start();
        List<String> common = List.of(args).subList(4, args.length);
        Command.run("ip", "link", "set", "lo", "up");
        Command.run("ip", "address", "add", NEAR + "/24", "dev", "near");
        Command.run("ip", "link", "set", "near", "txqueuelen", "5000", "up");
        Command.run("sysctl", "-q", "-w", "net.ipv4.tcp_congestion_control=" + args[1]);
        try (Child seeder = Child.start("seeder", Jvm.command(LinePeer.class, peer(LinePeer.SEED, common)));
                Child leecher = Child.start("leecher", inNamespace(args[1], peer(LinePeer.GET, common)))) {
            leecher.require(WAITING, PATIENCE);
            Command.run("ip", "link", "set", "far", "netns", Long.toString(leecher.pid()));
            leecher.tell(GO);
            seeder.require(LineProgram.READY, PATIENCE);
            leecher.require(LineProgram.READY, PATIENCE);
            leecher.tell(LineProgram.GET + " " + args[3]);
            Files.writeString(Path.of(args[2]), leecher.require(LineProgram.DONE, PATIENCE));
        }
        System.exit(0);
    }

    private static List<String> peer(String role, List<String> common) {
        List<String> arguments = new ArrayList<>(List.of(role));
        arguments.addAll(common);
        return arguments;
    }

    private static List<String> inNamespace(String congestionControl, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("unshare", "-n", "sh", "-c", LEECHER, "sh", congestionControl));
        command.addAll(Jvm.command(LinePeer.class, arguments));
        return command;
    }
}
