/** Publications: values that are signed once, and stored again and again as they were signed. */
package org.torrentxt.dht.publication;
