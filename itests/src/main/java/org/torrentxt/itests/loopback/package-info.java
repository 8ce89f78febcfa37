/** What the integration tests put into the JVM of the Karaf they start. */
package org.torrentxt.itests.loopback;
