/** Creation of .torrent files: a service that hashes content in parallel, with its requests and results. */
@Export
@Version("1.0.0")
package org.torrentxt.api.create;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
