package org.torrentxt.metrics;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.torrentxt.config.Range;

/**
 * The configuration of PID {@value Metrics#PID}: its keys, defaults and ranges, as management consoles and the
 * documentation show them. The values are read by {@link MetricsOptions}.
 */
@ObjectClassDefinition(
        name = "TorrentXT metrics",
        description = "MBeans of sessions, and their metrics for Prometheus. The configuration is optional.")
@interface MetricsConfiguration {
    @AttributeDefinition(
            name = "MBeans",
            description = "Whether each session is an MBean, org.torrentxt:type=Session,name=NAME, and the DHT store,"
                    + " org.torrentxt:type=Store.",
            type = AttributeType.BOOLEAN)
    String jmx() default "true";

    @AttributeDefinition(
            name = "Labels",
            description = "Maximum number of labels of a session that have metrics of their own: those with the most"
                    + " torrents.",
            type = AttributeType.INTEGER,
            min = "0",
            max = "1000")
    @Range(least = 0, most = 1000)
    String labels_limit() default "50";

    @AttributeDefinition(
            name = "Torrents",
            description =
                    "Maximum number of torrents of a session that have metrics of their own: those that were added"
                            + " last. 0 for none.",
            type = AttributeType.INTEGER,
            min = "0",
            max = "10000")
    @Range(least = 0, most = 10_000)
    String torrents_limit() default "0";
}
