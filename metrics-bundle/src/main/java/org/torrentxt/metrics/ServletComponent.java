package org.torrentxt.metrics;

import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;

/**
 * Has the HTTP service serve the metrics in the context of the feature {@code torrentxt-web}, which lets in whom it lets in
 * to the page, while there is such a context. It is not waited for, as Karaf would show this bundle as waiting where there
 * is no web. There may be no HTTP service, and then not even its types: no field or method of this class has one.
 */
@Component(
        service = {},
        immediate = true)
public final class ServletComponent {
    private static final String CONTEXT = "(osgi.http.whiteboard.context.name=torrentxt)";

    private final Map<ServiceReference<?>, ServiceRegistration<?>> registered = new HashMap<>();
    private final BundleContext context;
    private final Metrics metrics;

    /** Called by Declarative Services. */
    @Activate
    public ServletComponent(BundleContext context, @Reference Metrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** Called by Declarative Services for each context that is added; there is one. */
    @Reference(
            service = ServletContextHelper.class,
            target = CONTEXT,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC)
    synchronized void addContext(ServiceReference<?> web) {
        var properties = new Hashtable<String, Object>();
        properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "torrentxt-metrics");
        properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/metrics");
        properties.put(HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT, CONTEXT);
        registered.computeIfAbsent(
                web,
                added -> context.registerService(Servlet.class.getName(), new MetricsServlet(metrics), properties));
    }

    /** Called by Declarative Services for each context that goes. */
    synchronized void removeContext(ServiceReference<?> web) {
        ServiceRegistration<?> gone = registered.remove(web);
        if (gone != null) {
            gone.unregister();
        }
    }

    /** Called by Declarative Services at the end. */
    @Deactivate
    synchronized void close() {
        registered.values().forEach(ServiceRegistration::unregister);
        registered.clear();
    }
}
