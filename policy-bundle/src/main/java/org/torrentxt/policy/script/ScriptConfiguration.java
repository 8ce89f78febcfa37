package org.torrentxt.policy.script;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.torrentxt.config.Range;
import org.torrentxt.config.Unit;

/**
 * The configuration of the factory PID {@value ScriptComponent#PID}: its keys and defaults, as management consoles and
 * the documentation show them. The values are read by {@link ScriptRule}.
 */
@ObjectClassDefinition(
        name = "TorrentXT script",
        description = "A script of console commands that is run for each torrent that is complete.")
@interface ScriptConfiguration {
    @AttributeDefinition(name = "Script", description = "Name of a file in etc/scripts, such as films.karaf.")
    String script() default "";

    @AttributeDefinition(name = "Session", description = "Name of the session whose torrents are meant.")
    String session() default "default";

    @AttributeDefinition(
            name = "Labels",
            description = "Labels, separated by commas; a torrent has to have one of them. Empty: all torrents.")
    String labels() default "";

    @AttributeDefinition(
            name = "Categories",
            description = "Categories, separated by commas; a torrent has to be in one of them. Empty: all torrents.")
    String categories() default "";

    @AttributeDefinition(
            name = "Found complete",
            description =
                    "Whether the script is also run for torrents that were not downloaded, but found complete by a"
                            + " check, as after each recheck.",
            type = AttributeType.BOOLEAN)
    String found_complete() default "false";

    @AttributeDefinition(
            name = "Roles",
            description = "Roles of Karaf, separated by commas, with which the commands are run.")
    String roles() default "manager";

    @AttributeDefinition(
            name = "Timeout",
            description = "How long a script may run until it is interrupted, in seconds.",
            min = "1",
            max = "86400")
    @Unit("s")
    @Range(least = 1, most = 86_400)
    String timeout() default "60";
}
