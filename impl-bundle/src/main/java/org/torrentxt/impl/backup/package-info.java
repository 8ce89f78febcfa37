/** The format of backups, which docs/state.md describes: what is in them, and what is left out as a secret. */
package org.torrentxt.impl.backup;
