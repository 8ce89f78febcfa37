package org.torrentxt.fleet.cluster;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import java.net.Inet4Address;
import java.util.Locale;
import java.util.Map;
import org.torrentxt.fleet.board.Subject;

/**
 * Hazelcast as a fleet uses it: members that are named connect by TCP, to the address that is given; nothing is searched
 * for, reported or offered beyond that. Clients cannot connect. No object is deserialised by Java: notices are bytes, and
 * failures and states of the cluster have forms of their own.
 */
final class HazelcastSettings {
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.socket.bind.any", "false"),
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.logging.type", "jdk"),
            Map.entry("hazelcast.jmx", "false"),
            Map.entry("hazelcast.discovery.enabled", "false"),
            // found within two seconds
            Map.entry("hazelcast.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.max.wait.seconds.before.join", "2"),
            // missed within five seconds
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "4"),
            // what is posted to a member that does not answer is not waited for
            Map.entry("hazelcast.operation.call.timeout.millis", "5000"),
            // parts of a cluster that were separated find each other again
            Map.entry("hazelcast.merge.first.run.delay.seconds", "5"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "5"),
            // few threads: there is little to do
            Map.entry("hazelcast.operation.generic.thread.count", "2"),
            Map.entry("hazelcast.operation.thread.count", "2"),
            Map.entry("hazelcast.event.thread.count", "1"),
            Map.entry("hazelcast.io.thread.count", "1"),
            Map.entry("hazelcast.partition.count", "31"));
    private static final int CONNECT_TIMEOUT = 2; // seconds

    private HazelcastSettings() {}

    static Config of(ClusterOptions options) {
        Config config =
                new Config().setClusterName(options.cluster()).setClassLoader(HazelcastSettings.class.getClassLoader());
        PROPERTIES.forEach(config::setProperty);
        config.setProperty("hazelcast.tcp.join.port.try.count", "1");
        config.setProperty("hazelcast.prefer.ipv4.stack", String.valueOf(options.address() instanceof Inet4Address));
        config.getJetConfig().setEnabled(false);
        config.getMetricsConfig().setEnabled(false);
        config.getSerializationConfig()
                .setEnableCompression(false)
                .setEnableSharedObject(false)
                .setAllowUnsafe(false)
                .setCheckClassDefErrors(true)
                .addSerializerConfig(
                        new SerializerConfig().setTypeClass(Throwable.class).setImplementation(new FailureSerializer()))
                .addSerializerConfig(new SerializerConfig()
                        .setTypeClass(ClusterState.class)
                        .setImplementation(new ClusterStateSerializer()))
                .setJavaSerializationFilterConfig(nothing());
        connect(config.getAdvancedNetworkConfig(), options);
        for (Subject subject : Subject.values()) {
            config.addReplicatedMapConfig(
                    new ReplicatedMapConfig(map(subject)).setInMemoryFormat(InMemoryFormat.BINARY));
        }
        return config;
    }

    /** The name of the map with the notices about a subject. */
    static String map(Subject subject) {
        return subject.name().toLowerCase(Locale.ROOT);
    }

    // All names begin with nothing.
    private static JavaSerializationFilterConfig nothing() {
        return new JavaSerializationFilterConfig()
                .setDefaultsDisabled(true)
                .setBlacklist(new ClassFilter().addPrefixes(""));
    }

    private static void connect(AdvancedNetworkConfig network, ClusterOptions options) {
        ServerSocketEndpointConfig endpoint = new ServerSocketEndpointConfig()
                .setPort(options.port())
                .setPortAutoIncrement(false)
                .setReuseAddress(true)
                .setSocketTcpNoDelay(true);
        endpoint.setSocketConnectTimeoutSeconds(CONNECT_TIMEOUT);
        endpoint.getInterfaces().setEnabled(true).addInterface(options.address().getHostAddress());
        network.setEnabled(true).setMemberEndpointConfig(endpoint);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig()
                .setEnabled(true)
                .setConnectionTimeoutSeconds(CONNECT_TIMEOUT)
                .setMembers(options.members());
    }
}
