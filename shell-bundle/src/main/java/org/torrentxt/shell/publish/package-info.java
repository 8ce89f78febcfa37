/** What {@code fleet:publish} and {@code fleet:deploy} lay into a folder before it is seeded. */
package org.torrentxt.shell.publish;
