/** Examples of bundles that use the API: the code of the README. */
@Export
@Version("1.0.0")
package org.torrentxt.examples;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
