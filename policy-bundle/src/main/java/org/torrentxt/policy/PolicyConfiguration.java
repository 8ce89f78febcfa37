package org.torrentxt.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.torrentxt.api.policy.SessionPolicies;

/**
 * The configuration of the factory PID {@value SessionPolicies#PID}: its keys, defaults and choices, as management
 * consoles and the documentation show them. The values are read by {@link PolicyOptions}.
 */
@ObjectClassDefinition(
        name = "TorrentXT policies",
        description = "What acts on the torrents of a session by rule: share limits, alternative rate limits, groups of"
                + " torrents, where files go.")
@interface PolicyConfiguration {
    @AttributeDefinition(name = "Session", description = "Name of the session.")
    String session() default "default";

    @AttributeDefinition(
            name = "Ratio limit",
            description =
                    "Bytes sent for each byte received after which a torrent stops seeding, such as 2.5, or none.")
    String ratio_limit() default "none";

    @AttributeDefinition(
            name = "Seeding time limit",
            description = "How long a torrent seeds, in seconds or with a unit, such as 90m, 12h or 30d, or none.")
    String seeding_time_limit() default "none";

    @AttributeDefinition(
            name = "Idle time limit",
            description = "How long a torrent seeds without sending anything, such as 30m, or none.")
    String idle_time_limit() default "none";

    @AttributeDefinition(
            name = "Action",
            description = "What becomes of a torrent that has reached a limit.",
            options = {
                @Option(label = "pause it", value = "pause"),
                @Option(label = "remove it", value = "remove"),
                @Option(label = "remove it and delete its files", value = "remove-with-files")
            })
    String action() default "pause";

    @AttributeDefinition(
            name = "Alternative download limit",
            description = "Download rate of the session while alternative limits are in force, such as 500K, or none.")
    String alt_download_rate_limit() default "50KB";

    @AttributeDefinition(
            name = "Alternative upload limit",
            description = "Upload rate of the session while alternative limits are in force, such as 500K, or none.")
    String alt_upload_rate_limit() default "50KB";

    @AttributeDefinition(
            name = "Schedule",
            description = "Whether alternative limits are in force at the times below, instead of by hand only.",
            type = AttributeType.BOOLEAN)
    String alt_schedule() default "false";

    @AttributeDefinition(
            name = "Begin",
            description = "When alternative limits begin to be in force, in Karaf's time zone.")
    String alt_begin() default "09:00";

    @AttributeDefinition(name = "End", description = "When that ends; on the next day if it is before alt.begin.")
    String alt_end() default "17:00";

    @AttributeDefinition(name = "Days", description = "Days on which it begins, separated by commas.")
    String alt_days() default "mon,tue,wed,thu,fri,sat,sun";

    @AttributeDefinition(
            name = "Pauses",
            description = "Whether the session is paused between pause.begin and pause.end.",
            type = AttributeType.BOOLEAN)
    String pause_schedule() default "false";

    @AttributeDefinition(name = "Begin of pauses", description = "When the session is paused, in Karaf's time zone.")
    String pause_begin() default "09:00";

    @AttributeDefinition(
            name = "End of pauses",
            description = "When it is resumed; on the next day if it is before pause.begin.")
    String pause_end() default "17:00";

    @AttributeDefinition(name = "Days of pauses", description = "Days on which they begin, separated by commas.")
    String pause_days() default "mon,tue,wed,thu,fri,sat,sun";

    @AttributeDefinition(
            name = "Groups",
            description =
                    "Groups of torrents that share rate limits, separated by commas, each as NAME:DOWNLOAD:UPLOAD,"
                            + " such as films:500K:none.")
    String groups() default "";

    @AttributeDefinition(
            name = "Incomplete path",
            description = "Folder for torrents until they are complete, absolute; empty to have them in their save path"
                    + " from the beginning.")
    String incomplete_path() default "";

    @AttributeDefinition(
            name = "Incomplete suffix",
            description =
                    "Whether the names of files end with .part on disk until they are complete; for torrents that are"
                            + " added from then on.",
            type = AttributeType.BOOLEAN)
    String incomplete_suffix() default "false";

    @AttributeDefinition(
            name = "Reserve",
            description = "Space to keep free on disks, such as 10G: incomplete torrents wait while there is less, or"
                    + " none.")
    String space_reserve() default "none";
}
