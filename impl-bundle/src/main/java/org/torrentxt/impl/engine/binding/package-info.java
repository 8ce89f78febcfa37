/** The native library and session, and conversions between native values and those of Java. */
package org.torrentxt.impl.engine.binding;
