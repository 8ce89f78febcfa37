/** Texts in messages of policies. */
package org.torrentxt.policy.text;
