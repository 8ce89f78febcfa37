package org.torrentxt.dht;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.torrentxt.api.dht.store.DhtStore;

/** The configuration of PID {@value DhtStore#PID}. For consoles that show it; read by {@link Seconds} and others, which warn of what makes no sense. */
@ObjectClassDefinition(
        name = "TorrentXT DHT store",
        description = "A key-value store on the DHT of a session; works without a configuration, too.")
@interface StoreConfiguration {
    @AttributeDefinition(name = "Session", description = "Name of the session whose DHT node is used.")
    String session() default "default";

    @AttributeDefinition(
            name = "State folder",
            description = "Where identities, publications, watches, blobs and followed releases are kept. Empty:"
                    + " torrentxt/dht below Karaf's folder.")
    String state_dir() default "";

    @AttributeDefinition(
            name = "Republish interval",
            description = "Seconds after which what is published is stored again; nodes forget it after about 7200.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "5400")
    String republish_interval() default "3600";

    @AttributeDefinition(
            name = "Lookup timeout",
            description = "Seconds after which a put or get without an answer ends with an error.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "60")
    String lookup_timeout() default "30";

    @AttributeDefinition(
            name = "Watch interval",
            description = "Seconds after which the DHT is asked again for what is watched or followed.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "86400")
    String watch_interval() default "60";

    @AttributeDefinition(
            name = "Cache time",
            description = "Seconds for which the answer to a look-up is good for the next one; 0 for not at all.",
            type = AttributeType.INTEGER,
            min = "0",
            max = "86400")
    String cache_ttl() default "60";
}
