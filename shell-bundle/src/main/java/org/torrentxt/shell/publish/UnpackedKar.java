package org.torrentxt.shell.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.torrentxt.api.fleet.InstallFeature;

/**
 * A KAR that was unpacked.
 *
 * @param root the folder that it is in, a Maven repository
 * @param count how many artifacts it has
 * @param resources what Karaf would copy into its own folder, and is not unpacked
 * @param missing Maven artifacts that its features name, and that are neither in it nor in Karaf
 * @param changing Maven artifacts that its features name, and that are no release
 * @param others what its features name, is no Maven artifact, and not in it
 * @param install the feature to install, with its repository in the folder
 */
public record UnpackedKar(
        Path root,
        int count,
        List<String> resources,
        SortedSet<String> missing,
        SortedSet<String> changing,
        SortedSet<String> others,
        Optional<InstallFeature> install) {}
