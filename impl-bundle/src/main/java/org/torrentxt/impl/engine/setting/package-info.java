/** The engine's settings: names, types, ranges and texts. */
package org.torrentxt.impl.engine.setting;
