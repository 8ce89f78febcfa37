/** A session of the engine, put together from its parts. */
package org.torrentxt.impl.engine;
