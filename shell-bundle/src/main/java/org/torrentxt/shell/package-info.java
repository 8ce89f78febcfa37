/** Console commands for Apache Karaf. Everything here is private to the bundle; the commands are the contract. */
package org.torrentxt.shell;
