package org.torrentxt.fleet.cluster;

import com.hazelcast.core.Hazelcast;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Members of a cluster in this JVM, on 127.0.0.1 and free ports. */
public final class Cluster implements AutoCloseable {
    // Below the ports that the system gives to whoever asks for any; another process begins elsewhere.
    private static final AtomicInteger NEXT =
            new AtomicInteger(20_000 + 100 * (int) (ProcessHandle.current().pid() % 100));

    private final List<Integer> ports = new ArrayList<>();
    private final List<HazelcastBoard> joined = new ArrayList<>();

    /** A cluster of that many members, none of which has joined yet. */
    public Cluster(int size) {
        for (int i = 0; i < size; i++) {
            ports.add(freePort(InetAddress.getLoopbackAddress()));
        }
    }

    /** A port of an address that is free, and another one each time. */
    static int freePort(InetAddress address) {
        while (true) {
            try (ServerSocket socket = new ServerSocket(NEXT.getAndIncrement(), 1, address)) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // in use: the next one
            }
        }
    }

    /** How a member takes part. */
    public ClusterOptions options(int member) {
        return new ClusterOptions(
                "test",
                "node" + member,
                InetAddress.getLoopbackAddress(),
                ports.get(member),
                ports.stream().map(port -> "127.0.0.1:" + port).toList());
    }

    /** Has a member join. */
    public HazelcastBoard join(int member) {
        HazelcastBoard board = HazelcastBoard.join(options(member));
        joined.add(board);
        return board;
    }

    /** The port of a member. */
    public int port(int member) {
        return ports.get(member);
    }

    /** Ends what is a member in this JVM, as Hazelcast does itself when memory is exhausted. */
    public static void breakDown() {
        Hazelcast.getAllHazelcastInstances()
                .forEach(each -> each.getLifecycleService().terminate());
    }

    @Override
    public void close() {
        joined.forEach(HazelcastBoard::close);
    }
}
