package org.torrentxt.policy.watch;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The configuration of the factory PID {@value WatchComponent#PID}: its keys, defaults and choices, as management
 * consoles and the documentation show them. The values are read by {@link WatchRule}.
 */
@ObjectClassDefinition(
        name = "TorrentXT watch folder",
        description = "A folder from whose .torrent and .magnet files torrents are added.")
@interface WatchConfiguration {
    @AttributeDefinition(
            name = "Folder",
            description = "The watched folder, an absolute path; it is not created. Files in folders in it are not"
                    + " considered.")
    String folder() default "";

    @AttributeDefinition(name = "Session", description = "Name of the session to which torrents are added.")
    String session() default "default";

    @AttributeDefinition(name = "Category", description = "Category of the torrents. Empty: none.")
    String category() default "";

    @AttributeDefinition(
            name = "Save path",
            description =
                    "Folder for the files of the torrents, an absolute path. Empty: that of the category or of the"
                            + " session.")
    String save_path() default "";

    @AttributeDefinition(name = "Labels", description = "Labels of the torrents, separated by commas.")
    String labels() default "";

    @AttributeDefinition(
            name = "Paused",
            description = "Whether torrents are added paused.",
            type = AttributeType.BOOLEAN)
    String paused() default "false";

    @AttributeDefinition(
            name = "Added",
            description = "What becomes of a file once its torrents are added.",
            options = {
                @Option(label = "keep it", value = "keep"),
                @Option(label = "delete it", value = "delete"),
                @Option(label = "add .added to its name", value = "rename")
            })
    String added() default "keep";

    @AttributeDefinition(
            name = "Deleted",
            description = "What becomes of a torrent once the file that added it is deleted; other than keep, it"
                    + " requires added = keep.",
            options = {
                @Option(label = "keep it", value = "keep"),
                @Option(label = "remove it", value = "remove"),
                @Option(label = "remove it and delete its files", value = "remove-with-files")
            })
    String deleted() default "keep";
}
