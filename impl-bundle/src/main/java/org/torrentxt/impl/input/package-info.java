/** Checks of what users and files give. */
package org.torrentxt.impl.input;
