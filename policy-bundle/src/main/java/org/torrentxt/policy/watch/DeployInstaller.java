package org.torrentxt.policy.watch;

import java.io.File;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.function.Consumer;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.ArtifactListener;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * What FileInstall asks: the only class that uses its package, which need not be there. Its threads only pass on the
 * folder, as adding waits for the session.
 */
final class DeployInstaller implements ArtifactInstaller {
    private final Consumer<Path> found;

    DeployInstaller(Consumer<Path> found) {
        this.found = found;
    }

    /** Registers one with FileInstall; fails with {@link NoClassDefFoundError} if there is none. */
    static ServiceRegistration<?> register(BundleContext context, Consumer<Path> found) {
        return context.registerService(
                new String[] {ArtifactInstaller.class.getName(), ArtifactListener.class.getName()},
                new DeployInstaller(found),
                new Hashtable<>());
    }

    @Override
    public boolean canHandle(File file) {
        return TorrentList.isName(file.getName()) && !file.isDirectory();
    }

    @Override
    public void install(File file) {
        found.accept(file.toPath().toAbsolutePath().normalize().getParent());
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        install(file);
    }
}
