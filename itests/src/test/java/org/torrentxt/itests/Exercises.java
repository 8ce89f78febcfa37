package org.torrentxt.itests;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the console commands whose output and effect a test method proves. That it really runs them is checked by
 * {@link ShellTestSupport}, that no command is left out by {@link ShellIT}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Exercises {
    /** Commands with their scopes, such as {@code torrent:list}. */
    String[] value();
}
