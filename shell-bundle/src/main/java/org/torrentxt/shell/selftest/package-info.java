/** The self-test: a complete transfer between two temporary sessions on this host. */
package org.torrentxt.shell.selftest;
