/**
 * The one package that talks to libtorrent. Everything that leaves it is an API type or an immutable value; every argument is
 * checked before it crosses into native code.
 */
package org.torrentxt.impl.engine;
