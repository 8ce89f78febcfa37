package org.torrentxt.dht;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.torrentxt.api.dht.store.DhtStore;
import org.torrentxt.config.Range;
import org.torrentxt.config.Unit;

/**
 * The configuration of PID {@value DhtStore#PID}: its keys, defaults, units and ranges, as management consoles and the
 * documentation show them. The values are read by {@link Seconds} and others, which warn about invalid ones.
 */
@ObjectClassDefinition(
        name = "TorrentXT DHT store",
        description = "A key-value store on the DHT of a session. The configuration is optional.")
@interface StoreConfiguration {
    /** Seconds of a day. */
    long DAY = 86_400;

    /** Nodes keep an item for two hours (BEP 44); the remaining time is for another attempt. */
    long LONGEST_REPUBLISH = 5_400;

    /** After a minute the session itself reports a timeout. */
    long LONGEST_LOOKUP = 60;

    @AttributeDefinition(name = "Session", description = "Name of the session whose DHT node is used.")
    String session() default "default";

    @AttributeDefinition(
            name = "State folder",
            description = "Folder for identities, publications, watches, blobs and followed releases. Empty:"
                    + " torrentxt/dht below Karaf's folder.")
    String state_dir() default "";

    @AttributeDefinition(
            name = "Republish interval",
            description =
                    "Interval in seconds at which published values are stored again; nodes forget them after about"
                            + " 7200 seconds.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "" + LONGEST_REPUBLISH)
    @Range(least = 1, most = LONGEST_REPUBLISH)
    @Unit("s")
    String republish_interval() default "3600";

    @AttributeDefinition(
            name = "Lookup timeout",
            description = "Timeout in seconds for a put or get.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "" + LONGEST_LOOKUP)
    @Range(least = 1, most = LONGEST_LOOKUP)
    @Unit("s")
    String lookup_timeout() default "30";

    @AttributeDefinition(
            name = "Watch interval",
            description = "Interval in seconds at which the DHT is asked for watched values and followed releases.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "" + DAY)
    @Range(least = 1, most = DAY)
    @Unit("s")
    String watch_interval() default "60";

    @AttributeDefinition(
            name = "Cache time",
            description = "Seconds for which the answer to a lookup is cached; 0 to disable the cache.",
            type = AttributeType.INTEGER,
            min = "0",
            max = "" + DAY)
    @Range(least = 0, most = DAY)
    @Unit("s")
    String cache_ttl() default "60";
}
