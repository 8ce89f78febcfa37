/**
 * How stages are handed out to code of others. Not exported: each bundle that needs it has it inside, put there by bnd from this one.
 */
package org.torrentxt.stage;
