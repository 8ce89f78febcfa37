package org.torrentxt.itests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lists the console commands whose output and effect a test method verifies. {@link ShellTestSupport} checks that it
 * runs them, {@link ShellIT} that no command is missing.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Exercises {
    /** Commands with their scopes, such as {@code torrent:list}. */
    String[] value();
}
