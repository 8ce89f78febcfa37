/** What a key states about deployments: its bytes, who is trusted, and what is kept on disk. */
package org.torrentxt.fleet.statement;
