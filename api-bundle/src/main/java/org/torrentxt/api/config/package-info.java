/**
 * How values of configurations are read: the same in every bundle, and as people mean them. Whoever configures something of their own
 * beside a session may use it, too; all members may be called from any thread, need no session, and wait for nothing.
 */
@Export
@Version("1.0.0")
package org.torrentxt.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
