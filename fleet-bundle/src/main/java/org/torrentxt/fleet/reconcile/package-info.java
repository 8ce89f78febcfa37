/** What a node does so that its session has what statements say: decided by pure functions, done by one hand. */
package org.torrentxt.fleet.reconcile;
