package org.torrentxt.benchmarks.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.torrentxt.api.AddTorrent;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.api.create.CreateTorrent;
import org.torrentxt.api.dht.DhtKeyPair;
import org.torrentxt.api.fleet.DeployTorrent;
import org.torrentxt.api.fleet.NodeDeployment;
import org.torrentxt.benchmarks.program.LineProgram;
import org.torrentxt.fleet.FleetComponent;
import org.torrentxt.impl.create.ParallelTorrentCreator;
import org.torrentxt.impl.engine.EngineOptions;
import org.torrentxt.impl.engine.EngineSession;
import org.torrentxt.impl.network.NetworkMode;

/**
 * A node of a fleet in a process of its own: the service as it is in Karaf, with a saved session. Prints {@value
 * LineProgram#READY} once it accepts peers; on {@value #DEPLOY} with a file it deploys that, and prints {@value #BEGUN};
 * on {@value #STATE} it prints that with the name, state, percent and reason of each deployment. Ends with its standard
 * input.
 */
final class FleetNode {
    static final String DEPLOY = "deploy";
    static final String BEGUN = "begun";
    static final String STATE = "state";

    private static final int PORT = 6_881;
    private static final int CLUSTER_PORT = 5_801;

    private FleetNode() {}

    /** The key of which the given number makes the seed. */
    static DhtKeyPair keys(int number) {
        return DhtKeyPair.fromSeed("%02x".formatted(number).repeat(32));
    }

    /** Where a node has what was deployed. */
    static Path served(Path folder) {
        return folder.resolve("served");
    }

    /**
     * Arguments: the address of the node, its folder, the addresses of all nodes with commas between them, the number of
     * the key that it signs with, and of that which it trusts, and how much the clock of Hazelcast is ahead, in ms: nothing
     * else of a node depends on the time of day.
     */
    public static void main(String[] args) throws IOException, InterruptedException, ReflectiveOperationException {
        Path folder = Path.of(args[1]);
        LogManager.getLogManager().reset(); // Hazelcast would tell at length of each node that is gone
        System.setProperty("hazelcast.clock.offset", args[5]);
        Files.createDirectories(served(folder));
        DhtKeyPair keys = keys(Integer.parseInt(args[3]));
        EngineSession session = session(args[0], folder);
        FleetComponent fleet = fleet(
                Map.of(
                        "name",
                        "node-" + args[0],
                        "bind.address",
                        args[0],
                        "port",
                        String.valueOf(CLUSTER_PORT),
                        "members",
                        args[2].replace(",", ":" + CLUSTER_PORT + ",") + ":" + CLUSTER_PORT,
                        "session",
                        session.name(),
                        "trust",
                        keys(Integer.parseInt(args[4])).publicKey() + ":" + served(folder)),
                folder.resolve("fleet"));
        call(fleet, "addSession", List.of(TorrentSession.class), session);
        call(fleet, "start", List.of());
        System.out.println(LineProgram.READY);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.startsWith(DEPLOY)) {
                Path file = Path.of(command.substring(DEPLOY.length()).strip());
                fleet.deploy(
                        DeployTorrent.builder(
                                        file.getFileName().toString(),
                                        seed(session, file).infoHashes())
                                .build(),
                        keys);
                System.out.println(BEGUN);
            } else if (command.equals(STATE)) {
                System.out.println(STATE + state(fleet));
            }
        }
        call(fleet, "stop", List.of());
        session.close();
        System.exit(0); // whatever has not ended
    }

    private static EngineSession session(String address, Path folder) {
        return EngineSession.start(
                new EngineOptions(
                        "node",
                        NetworkMode.LAN,
                        false,
                        folder,
                        Map.of(
                                "listen_interfaces",
                                address + ":" + PORT,
                                "outgoing_interfaces",
                                address,
                                "enable_outgoing_utp",
                                false),
                        List.of(),
                        Optional.of(new EngineOptions.State(
                                folder.resolve("state"), Duration.ofSeconds(1), Duration.ofSeconds(10)))),
                Set.of(),
                alert -> {});
    }

    private static Torrent seed(EngineSession session, Path file) {
        byte[] created = new ParallelTorrentCreator("benchmarks", 1)
                .create(CreateTorrent.of(file).build())
                .join()
                .content();
        return session.add(AddTorrent.torrentBytes(created)
                        .savePath(file.getParent())
                        .started()
                        .seed()
                        .build())
                .torrent();
    }

    private static String state(FleetComponent fleet) {
        StringBuilder text = new StringBuilder();
        fleet.nodes().stream()
                .filter(node -> node.name().equals(fleet.node()))
                .flatMap(node -> node.deployments().stream())
                .forEach(each -> text.append('\t').append(state(each)));
        return text.toString();
    }

    private static String state(NodeDeployment deployment) {
        return deployment.name() + " " + deployment.state() + " " + deployment.percent() + " " + deployment.reason();
    }

    // One that installs no features.
    private static FleetComponent fleet(Map<String, Object> properties, Path folder)
            throws ReflectiveOperationException {
        Constructor<FleetComponent> constructor =
                FleetComponent.class.getDeclaredConstructor(Map.class, Path.class, Supplier.class);
        constructor.setAccessible(true);
        return constructor.newInstance(properties, folder, (Supplier<?>) Optional::empty);
    }

    // As Declarative Services do it.
    private static void call(FleetComponent fleet, String name, List<Class<?>> types, Object... arguments)
            throws ReflectiveOperationException {
        Method method = FleetComponent.class.getDeclaredMethod(name, types.toArray(Class<?>[]::new));
        method.setAccessible(true);
        method.invoke(fleet, arguments);
    }
}
