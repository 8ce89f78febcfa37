/**
 * The only package that uses libtorrent. It exposes only API types and immutable values, and checks every argument
 * before passing it to native code.
 */
package org.torrentxt.impl.engine;
