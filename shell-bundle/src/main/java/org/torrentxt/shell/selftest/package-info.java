/** The self-test: a whole transfer between two temporary sessions on this host. */
package org.torrentxt.shell.selftest;
