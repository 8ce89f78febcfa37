package org.torrentxt.web.site;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.torrentxt.config.Range;
import org.torrentxt.config.Unit;

/**
 * The configuration of PID {@value Web#PID}: its keys, defaults, units and ranges, as management consoles and the
 * documentation show them. The values are read by {@link WebOptions}.
 */
@ObjectClassDefinition(
        name = "TorrentXT web",
        description = "Sessions over HTTP: Transmission RPC, files, events and a page. The configuration is optional.")
@interface WebConfiguration {
    /** A .torrent file of 48 MiB in an RPC request, as Base64. */
    String BODY = "64MiB";

    @AttributeDefinition(
            name = "Session",
            description = "Name of the session that is shown where a request names none.")
    String session() default "default";

    @AttributeDefinition(
            name = "Remote clients",
            description = "Whether clients on other hosts are answered; otherwise only those on this host are, whatever"
                    + " the HTTP service listens on.",
            type = AttributeType.BOOLEAN)
    String remote() default "false";

    @AttributeDefinition(
            name = "Host names",
            description = "Names under which this server is reached, separated by commas; localhost and addresses are"
                    + " always accepted.")
    String hosts() default "";

    @AttributeDefinition(name = "Viewers", description = "Roles with read-only access, separated by commas.")
    String roles_view() default "viewer";

    @AttributeDefinition(name = "Managers", description = "Roles that can also change things, separated by commas.")
    String roles_manage() default "manager,admin";

    @AttributeDefinition(
            name = "Streaming",
            description = "Whether the content of files is served.",
            type = AttributeType.BOOLEAN)
    String stream() default "true";

    @AttributeDefinition(
            name = "Streams",
            description = "Maximum number of files that are being sent at a time.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "10000")
    @Range(least = 1, most = 10_000)
    String stream_limit() default "500";

    @AttributeDefinition(
            name = "Event clients",
            description = "Maximum number of clients that follow events at a time.",
            type = AttributeType.INTEGER,
            min = "1",
            max = "10000")
    @Range(least = 1, most = 10_000)
    String event_limit() default "1000";

    @AttributeDefinition(name = "Request size", description = "Maximum size of a request's body.")
    @Range(least = 1024, most = 1L << 30)
    @Unit("bytes")
    String body_limit() default BODY;
}
