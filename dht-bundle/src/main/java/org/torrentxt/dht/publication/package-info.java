/** Publications: values that are signed once and stored periodically. */
package org.torrentxt.dht.publication;
