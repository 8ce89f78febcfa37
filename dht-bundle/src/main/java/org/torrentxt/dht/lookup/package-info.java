/** Look-ups, with a short memory. */
package org.torrentxt.dht.lookup;
