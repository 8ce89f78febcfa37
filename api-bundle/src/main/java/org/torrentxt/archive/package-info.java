/** What zip files say of themselves, as far as the JDK does not tell; copied into bundles like {@code stage}. */
package org.torrentxt.archive;
