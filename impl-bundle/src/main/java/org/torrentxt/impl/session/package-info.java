/** Sessions as the configuration asks for them: components, their options, and the services they register. */
package org.torrentxt.impl.session;
