/** Shared parts of the values of the API: their serial form and copies of collections. Not exported. */
package org.torrentxt.value;
