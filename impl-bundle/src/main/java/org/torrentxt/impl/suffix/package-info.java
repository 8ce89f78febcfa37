/** The suffix that names of incomplete files have on disk: which files have it, and what is on disk after a kill. */
package org.torrentxt.impl.suffix;
