package org.torrentxt.fleet;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.torrentxt.api.fleet.Fleet;
import org.torrentxt.config.Range;

/**
 * The configuration of PID {@value Fleet#PID}: its keys, defaults and ranges, as management consoles and the
 * documentation show them. The values are read by {@link FleetOptions}.
 */
@ObjectClassDefinition(
        name = "TorrentXT fleet",
        description = "Makes this node a member of a fleet. Without a configuration it is none.")
@interface FleetConfiguration {
    /** The highest port. */
    long MAX_PORT = 65_535;

    @AttributeDefinition(name = "Cluster", description = "Name of the cluster; the same on all nodes.")
    String cluster() default "torrentxt";

    @AttributeDefinition(
            name = "Node",
            description = "Name of this node: 1 to 64 letters, digits, dots, dashes and underscores. Required.")
    String name() default "";

    @AttributeDefinition(
            name = "Members",
            description =
                    "Other nodes as ADDRESS:PORT, separated by commas; those that are not running are tried again.")
    String members() default "";

    @AttributeDefinition(
            name = "Bind address",
            description = "Address of this node that the others connect to. Its session must accept peers there.")
    String bind_address() default "127.0.0.1";

    @AttributeDefinition(
            name = "Port",
            description = "Port at that address.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "" + MAX_PORT)
    @Range(least = 1, most = MAX_PORT)
    String port() default "5801";

    @AttributeDefinition(name = "Session", description = "Name of the session that has the torrents.")
    String session() default "default";

    @AttributeDefinition(
            name = "Labels",
            description = "What deployments select nodes by, as KEY=VALUE separated by commas, such as site=basel.")
    String labels() default "";

    @AttributeDefinition(
            name = "Torrents",
            description = "Whether the other nodes, and whoever reaches their ports, see all torrents of the session;"
                    + " otherwise only what is deployed.",
            type = AttributeType.BOOLEAN)
    String torrents() default "true";

    @AttributeDefinition(
            name = "Trusted keys",
            description = "Whose deployments are accepted, and the folders that they may use, as KEY:FOLDER or"
                    + " KEY:FOLDER:FOLDER, separated by commas. Empty for nobody.")
    String trust() default "";

    @AttributeDefinition(
            name = "Keys of Maven artifacts",
            description = "Which of the trusted keys may publish Maven artifacts, whose code this node then runs if it"
                    + " installs them; separated by commas. Empty for none.")
    String maven_keys() default "";

    @AttributeDefinition(
            name = "Keys of features",
            description = "Which of the trusted keys may have this node install Karaf features that they have deployed,"
                    + " whose code it then runs; separated by commas. Empty for none.")
    String install_keys() default "";
}
