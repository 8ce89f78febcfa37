package org.torrentxt.policy.script;

import java.io.PrintStream;
import java.util.Map;
import java.util.Set;

/** A shell that runs scripts. */
@FunctionalInterface
interface ScriptShell {
    /**
     * Runs a script on this thread; ends early if that is interrupted and the script heeds it.
     *
     * @param text commands, a line each
     * @param variables of the session, by name
     * @param roles of its user
     * @param out gets what commands print
     * @throws Exception if a command fails
     */
    void run(String text, Map<String, Object> variables, Set<String> roles, PrintStream out) throws Exception;
}
