package org.torrentxt.shell;

import org.apache.felix.service.command.CommandSessionListener;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.torrentxt.shell.support.Quoting;

/** Registers {@link Quoting} with the shell; commands register themselves. */
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
