/** Files that bundles fetch by HTTP on behalf of a session, where its network allows it; copied into bundles like {@code stage}. */
package org.torrentxt.fetch;
