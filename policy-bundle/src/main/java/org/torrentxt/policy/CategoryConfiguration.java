package org.torrentxt.policy;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.torrentxt.api.policy.CategoryPolicy;

/**
 * The configuration of the factory PID {@value CategoryPolicy#PID}: its keys, defaults and choices, as management
 * consoles and the documentation show them. The values are read by {@link CategoryOptions}.
 */
@ObjectClassDefinition(
        name = "TorrentXT category",
        description = "A category of torrents: where their files go, and their limits.")
@interface CategoryConfiguration {
    @AttributeDefinition(
            name = "Name",
            description = "Name of the category; if empty, what follows org.torrentxt.category- in the name of the"
                    + " file.")
    String name() default "";

    @AttributeDefinition(name = "Session", description = "Name of the session.")
    String session() default "default";

    @AttributeDefinition(
            name = "Save path",
            description = "Folder for the files of its torrents, absolute or below the session's save path; {name},"
                    + " {category}, {label} and {session} are replaced. If empty, the session's save path.")
    String save_path() default "";

    @AttributeDefinition(
            name = "Incomplete path",
            description = "Folder for its torrents until they are complete, absolute; session for that of the policies,"
                    + " or none.")
    String incomplete_path() default "session";

    @AttributeDefinition(
            name = "Download limit",
            description = "Download limit of its torrents together, such as 500K, or none.")
    String download_rate_limit() default "none";

    @AttributeDefinition(
            name = "Upload limit",
            description = "Upload limit of its torrents together, such as 500K, or none.")
    String upload_rate_limit() default "none";

    @AttributeDefinition(
            name = "Ratio limit",
            description = "Bytes sent for each byte received after which a torrent stops seeding, such as 2.5, none, or"
                    + " session for that of the policies.")
    String ratio_limit() default "session";

    @AttributeDefinition(
            name = "Seeding time limit",
            description = "How long a torrent seeds, such as 90m, 12h or 30d, none, or session for that of the"
                    + " policies.")
    String seeding_time_limit() default "session";

    @AttributeDefinition(
            name = "Idle time limit",
            description = "How long a torrent seeds without sending anything, such as 30m, none, or session for that of"
                    + " the policies.")
    String idle_time_limit() default "session";

    @AttributeDefinition(
            name = "Action",
            description = "What becomes of a torrent that has reached a limit; session for what the policies say.",
            options = {
                @Option(label = "that of the policies", value = "session"),
                @Option(label = "pause it", value = "pause"),
                @Option(label = "remove it", value = "remove"),
                @Option(label = "remove it and delete its files", value = "remove-with-files")
            })
    String action() default "session";

    @AttributeDefinition(
            name = "Trackers",
            description = "Announce URLs that its torrents get when they are added, separated by commas.")
    String trackers() default "";
}
