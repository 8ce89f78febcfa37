/** The checks of the engine, its sessions and the DHT store; each is a service like those of others. */
package org.torrentxt.health.check;
