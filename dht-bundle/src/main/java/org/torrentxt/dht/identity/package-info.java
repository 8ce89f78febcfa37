/** Identities: key pairs in files that only their owner can read, optionally sealed with a passphrase. */
package org.torrentxt.dht.identity;
