/** The commands about the DHT store: identities, publications, blobs, watches and releases. */
package org.torrentxt.shell.store;
