package org.torrentxt.shell;

import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.torrentxt.shell.support.Quoting;

/** Has the shell ask {@link Quoting} about lines that it cannot read; commands register themselves. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        context.registerService(CommandSessionListener.class, new Quoting(), null);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }
}
