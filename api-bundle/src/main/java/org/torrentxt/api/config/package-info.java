/**
 * Parsing of configuration values, the same in every bundle. Other bundles may use it for their own configurations. All
 * members may be called from any thread, need no session, and never block.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
