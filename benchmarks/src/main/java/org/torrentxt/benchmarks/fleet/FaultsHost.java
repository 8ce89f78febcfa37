package org.torrentxt.benchmarks.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.torrentxt.benchmarks.program.Child;
import org.torrentxt.benchmarks.program.Command;
import org.torrentxt.benchmarks.program.Jvm;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.benchmarks.program.Until;

/** Has a fleet deploy while something fails, in namespaces of its own, and compares what the nodes have in the end. */
final class FaultsHost {
    private static final int NODES = 6; // and the origin, whose number is 0
    private static final int STRANGER = NODES + 1;
    private static final int SMALL_DISK = NODES;
    private static final int KEY = 1;
    private static final int OTHER_KEY = 2;
    private static final int MEBIBYTE = 1 << 20;
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int PARTITION_SECONDS = 60;

    /** What happens while something is deployed. */
    private interface Fault {
        /** Returns what is to be said about it. */
        String happen(String name) throws IOException, InterruptedException;
    }

    private final Path folder;
    private final int mebibytes;
    private final Lines lines;
    private final TreeMap<Integer, Child> running = new TreeMap<>();
    private final List<String> deployed = new ArrayList<>();
    private final List<String> results = new ArrayList<>();

    private FaultsHost(Path folder, int mebibytes, int megabits) throws IOException, InterruptedException {
        this.folder = folder;
        this.mebibytes = mebibytes;
        this.lines = new Lines(megabits);
    }

    /**
     * Arguments: the file for the results, the folder for everything, the size of what is deployed in MiB, the rate of
     * the lines in Mbit/s. The results have a line for each fault: its name, seconds from the deployment until all
     * nodes have it, and what happened, with tabs between them.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        FaultsHost host = new FaultsHost(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        try {
            host.run();
            Files.write(Path.of(args[0]), host.results);
        } finally {
            host.running.values().forEach(Child::close);
        }
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(FleetNode.served(folder(SMALL_DISK)));
        Command.run("mount", "-t", "tmpfs", "-o", "size=" + 12 * mebibytes + "m", "tmpfs", disk.toString());
        for (int node = 0; node <= NODES; node++) {
            start(node);
        }
        deploy("none", name -> "");
        deploy("the origin is killed at half, and is back after 20 s", this::originDies);
        deploy("two of six nodes are killed, and are back after 10 s", this::nodesDie);
        deploy("three of six nodes are cut off for " + PARTITION_SECONDS + " s", this::partition);
        deploy("a node's disk is full", name -> fullDisk(name, disk));
        results.add("wrong bytes on the disk of a node that was switched off\t" + wrongBytes());
        deploy("all are restarted one by one", this::rollingRestart);
        results.add("a node that nobody trusts deploys\t" + stranger());
        for (String name : deployed) {
            awaitAll(name);
        }
        wrongClock();
    }

    private Path folder(int node) {
        return folder.resolve("node" + node);
    }

    private static String address(int node) {
        return "10.78.0." + (node + 1);
    }

    private void start(int node) throws IOException, InterruptedException {
        start(node, Duration.ZERO);
    }

    private void start(int node, Duration ahead) throws IOException, InterruptedException {
        String all = String.join(
                ",",
                IntStream.rangeClosed(0, NODES).mapToObj(FaultsHost::address).toList());
        String key = String.valueOf(node == STRANGER ? OTHER_KEY : KEY);
        List<String> command = Jvm.command(
                FleetNode.class,
                List.of(address(node), folder(node).toString(), all, key, key, Long.toString(ahead.toMillis())));
        Child child = lines.start(node, List.of(address(node)), command);
        child.require(LineProgram.READY, ANSWER);
        running.put(node, child);
    }

    private void kill(int node) throws InterruptedException {
        running.remove(node).kill();
    }

    private void deploy(String what, Fault fault) throws IOException, InterruptedException {
        String name = "content" + (deployed.size() + 1);
        begin(0, name);
        deployed.add(name);
        long begun = System.nanoTime();
        String said = fault.happen(name);
        awaitAll(name);
        results.add(what + "\t%.1f\t%s".formatted((System.nanoTime() - begun) / 1e9, said));
    }

    private void begin(int node, String name) throws IOException, InterruptedException {
        byte[] bytes = new byte[mebibytes * MEBIBYTE];
        new Random(deployed.size()).nextBytes(bytes);
        Path file = folder(node).resolve(name);
        Files.write(file, bytes);
        running.get(node).tell(FleetNode.DEPLOY + " " + file);
        running.get(node).require(FleetNode.BEGUN, ANSWER);
    }

    /** What a node says about a deployment: its state, percent and reason. */
    private Optional<String[]> state(int node, String name) throws InterruptedException {
        running.get(node).tell(FleetNode.STATE);
        return Arrays.stream(running.get(node).require(FleetNode.STATE, ANSWER).split("\t"))
                .filter(each -> each.startsWith(name + " "))
                .map(each -> each.substring(name.length() + 1).split(" ", 3))
                .findFirst();
    }

    private int percent(int node, String name) throws InterruptedException {
        return state(node, name).map(words -> Integer.parseInt(words[1])).orElse(0);
    }

    private boolean isComplete(int node, String name) throws InterruptedException {
        return state(node, name).filter(words -> words[0].equals("COMPLETE")).isPresent();
    }

    private void await(String what, Until.Condition condition) throws IOException, InterruptedException {
        if (!Until.holds(PATIENCE, LOOK, condition)) {
            throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
        }
    }

    private void awaitPercent(String name, int percent) throws IOException, InterruptedException {
        await(percent + " % of " + name + " at a node", () -> {
            for (int node = 1; node <= NODES; node++) {
                if (percent(node, name) >= percent) {
                    return true;
                }
            }
            return false;
        });
    }

    private void awaitAll(String name) throws IOException, InterruptedException {
        for (int node = 1; node <= NODES; node++) {
            awaitComplete(node, name);
        }
    }

    private void awaitComplete(int node, String name) throws IOException, InterruptedException {
        await(name + " at node " + node, () -> isComplete(node, name));
        Path file = file(node, name);
        if (Files.mismatch(file, folder(0).resolve(name)) >= 0) {
            throw new IllegalStateException("wrong bytes in " + file);
        }
    }

    private Path file(int node, String name) throws IOException {
        try (Stream<Path> files = Files.walk(FleetNode.served(folder(node)).resolve(name))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.endsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("node " + node + " does not have " + name));
        }
    }

    private String originDies(String name) throws IOException, InterruptedException {
        awaitPercent(name, 50);
        kill(0);
        TimeUnit.SECONDS.sleep(20);
        int most = 0;
        for (int node = 1; node <= NODES; node++) {
            most = Math.max(most, percent(node, name));
        }
        start(0);
        return "meanwhile the nodes had up to " + most + " %";
    }

    private String nodesDie(String name) throws IOException, InterruptedException {
        awaitPercent(name, 30);
        kill(1);
        kill(2);
        TimeUnit.SECONDS.sleep(10);
        start(1);
        start(2);
        return "";
    }

    private String partition(String name) throws IOException, InterruptedException {
        awaitPercent(name, 20);
        for (int node = 1; node <= NODES / 2; node++) {
            lines.set(node, false);
        }
        TimeUnit.SECONDS.sleep(PARTITION_SECONDS);
        for (int node = 1; node <= NODES / 2; node++) {
            lines.set(node, true);
        }
        return "";
    }

    private String fullDisk(String name, Path disk) throws IOException, InterruptedException {
        Path filler = disk.resolve("filler");
        long left = Files.getFileStore(disk).getUsableSpace() - (long) mebibytes * MEBIBYTE / 2;
        Files.write(filler, new byte[(int) left]);
        for (int node = 1; node < SMALL_DISK; node++) {
            awaitComplete(node, name);
        }
        await(
                "a node with a full disk says so",
                () -> state(SMALL_DISK, name)
                        .filter(words -> words[0].equals("FAILED"))
                        .isPresent());
        String reason = state(SMALL_DISK, name).orElseThrow()[2];
        Files.delete(filler);
        return "meanwhile it said: " + reason;
    }

    private String wrongBytes() throws IOException, InterruptedException {
        String name = deployed.get(0);
        kill(1);
        try (RandomAccessFile file = new RandomAccessFile(file(1, name).toFile(), "rw")) {
            file.seek(file.length() / 3);
            file.write(new byte[MEBIBYTE]);
        }
        long begun = System.nanoTime();
        start(1);
        await(
                "the right bytes at node 1",
                () -> isComplete(1, name)
                        && Files.mismatch(file(1, name), folder(0).resolve(name)) < 0);
        return "%.1f\tfetched again".formatted((System.nanoTime() - begun) / 1e9);
    }

    // Last, as the cluster does not always recover from it.
    private void wrongClock() throws IOException, InterruptedException {
        String what = "the clock of a node, as the cluster sees it, is a day ahead";
        try {
            deploy(what, this::otherClock);
        } catch (IllegalStateException e) {
            results.add(what + "\t\t" + e.getMessage());
        }
    }

    private String otherClock(String name) throws IOException, InterruptedException {
        running.remove(2).close();
        start(2, Duration.ofDays(1));
        awaitAll(name);
        running.remove(2).close();
        start(2);
        return "";
    }

    private String rollingRestart(String name) throws IOException, InterruptedException {
        for (int node = 0; node <= NODES; node++) {
            running.remove(node).close();
            start(node);
        }
        return "";
    }

    private String stranger() throws IOException, InterruptedException {
        start(STRANGER);
        String name = "unwanted";
        begin(STRANGER, name);
        await("the stranger has what it deploys", () -> isComplete(STRANGER, name));
        TimeUnit.SECONDS.sleep(10); // several exchanges of statements
        for (int node = 0; node <= NODES; node++) {
            if (state(node, name).isPresent()
                    || Files.exists(FleetNode.served(folder(node)).resolve(name))) {
                throw new IllegalStateException("node " + node + " has what nobody signed whom it trusts");
            }
        }
        running.remove(STRANGER).close();
        return "\tno node has it";
    }
}
