package org.torrentxt.shell.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The services as a bundle sees them, held until this is closed. Not thread-safe. */
public final class BundleServices implements Services, AutoCloseable {
    private final BundleContext context;
    private final List<ServiceReference<?>> held = new ArrayList<>();

    /** The services as the bundle of that context sees them. */
    public BundleServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public <T> List<T> all(Class<T> type) {
        return references(type).stream()
                .sorted(Comparator.reverseOrder())
                .map(this::hold)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public boolean isThere(Class<?> type) {
        return !references(type).isEmpty();
    }

    private <T> Collection<ServiceReference<T>> references(Class<T> type) {
        try {
            return context.getServiceReferences(type, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a null filter cannot be malformed", e);
        }
    }

    private <T> T hold(ServiceReference<T> reference) {
        T service = context.getService(reference);
        if (service != null) {
            held.add(reference);
        }
        return service;
    }

    @Override
    public void close() {
        held.forEach(context::ungetService);
        held.clear();
    }
}
