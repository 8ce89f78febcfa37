/** The engine's alerts: which are raised, and their copies as records. */
package org.torrentxt.impl.engine.alert;
