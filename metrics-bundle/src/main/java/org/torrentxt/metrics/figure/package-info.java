/** What MBeans and metrics have in common: figures of a session at one moment. */
package org.torrentxt.metrics.figure;
