/** Programs that transfer torrents, each as two processes on 127.0.0.1, driven in the same way. */
package org.torrentxt.benchmarks.program;
