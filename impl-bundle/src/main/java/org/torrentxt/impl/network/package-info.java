/** What a session may reach and where it listens: the network mode, URLs, block lists and interfaces. */
package org.torrentxt.impl.network;
