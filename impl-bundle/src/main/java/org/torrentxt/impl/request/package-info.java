/** Requests that the engine answers later: who waits for what, and how all of that ends. Knows no engine. */
package org.torrentxt.impl.request;
