/** Identities: key pairs in files that only their owner can read, some of them sealed by a passphrase. */
package org.torrentxt.dht.identity;
