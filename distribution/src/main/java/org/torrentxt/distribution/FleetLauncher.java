package org.torrentxt.distribution;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Starts three Karafs from the programs of the distribution's, as a fleet at 127.0.0.1, deploys a folder from the first
 * to all, shows how the others fetch it, and stops them. Each has its configuration, data and state in a folder of its
 * own, which is made anew.
 */
public final class FleetLauncher {
    private static final int NODES = 3;
    private static final String NAME = "karaf";
    private static final String IDENTITY = "releases";
    private static final int JOIN_LOOKS = 60; // seconds
    private static final int FETCH_LOOKS = 180;
    private static final long LOOK = 1000; // milliseconds

    private final Path karaf;
    private final Path folder;
    private final List<Integer> ports;
    private final List<FleetKaraf> nodes = new ArrayList<>();

    private FleetLauncher(Path karaf, Path folder) throws IOException {
        this.karaf = karaf;
        this.folder = folder;
        this.ports = freePorts();
    }

    /**
     * Runs the fleet until all nodes have the folder.
     *
     * @param args the folder of the distribution's Karaf, and that for the nodes
     * @throws IOException if a Karaf cannot be started
     * @throws InterruptedException if the wait is interrupted; the Karafs are stopped then
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var launcher = new FleetLauncher(Path.of(args[0]), Path.of(args[1]));
        var stop = new Thread(launcher::stop, "stop-fleet");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            launcher.run();
        } finally {
            launcher.stop();
            removeHook(stop);
        }
    }

    private static void removeHook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            // Maven is ending, and the hook is what ended them.
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println("Starting " + NODES + " Karafs in " + folder + " ...");
        for (int i = 1; i <= NODES; i++) {
            nodes.add(FleetKaraf.start(karaf, folder.resolve("node" + i)));
        }
        FleetKaraf first = nodes.get(0);
        first.enter("dht:keygen " + IDENTITY);
        String key = first.enter("dht:keys --no-format").get(0).replaceFirst(".*\t", "");
        for (int i = 1; i <= NODES; i++) {
            nodes.get(i - 1).configure("org.torrentxt.fleet", configuration(i, key));
        }
        until(() -> first.enter("fleet:nodes"), "127.0.0.1", JOIN_LOOKS);
        print(first, "fleet:nodes");
        print(first, "fleet:deploy --name " + NAME + " --key " + IDENTITY + " " + karaf.resolve("system"));
        until(() -> print(first, "fleet:list"), "complete", FETCH_LOOKS);
        print(first, "fleet:deployments");
        System.out.println("The others have it below " + folder.resolve("nodeN").resolve("served"));
    }

    private static List<String> print(FleetKaraf node, String command) throws IOException {
        List<String> lines = node.enter(command);
        System.out.println("karaf> " + command);
        lines.forEach(System.out::println);
        return lines;
    }

    private interface Listing {
        List<String> lines() throws IOException;
    }

    /** Makes a listing each second, until it says the same of all nodes. */
    private static void until(Listing listing, String word, int looks) throws IOException, InterruptedException {
        for (int i = 0; i < looks; i++) {
            if (listing.lines().stream().filter(line -> line.contains(word)).count() == NODES) {
                return;
            }
            Thread.sleep(LOOK);
        }
        throw new IllegalStateException("not within " + looks + " seconds: " + word + " " + NODES + " times");
    }

    private void stop() {
        nodes.forEach(FleetKaraf::stop);
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < NODES; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private String configuration(int node, String key) {
        String members = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return String.join(
                "\n",
                "name = node" + node,
                "port = " + ports.get(node - 1),
                "members = " + members,
                "labels = site=" + (node == 1 ? "zug" : "basel"),
                "trust = " + key + ":" + folder.resolve("node" + node).resolve("served"),
                "");
    }
}
