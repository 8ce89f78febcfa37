/** Files of the store's state: written atomically, readable for their owner alone, set aside when damaged. */
package org.torrentxt.dht.file;
