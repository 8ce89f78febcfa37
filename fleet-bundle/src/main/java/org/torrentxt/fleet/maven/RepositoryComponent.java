package org.torrentxt.fleet.maven;

import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the HTTP service serve the repository while this node is in a fleet, and Karaf ask it if a key may publish. There may be no HTTP service, and then not even
 * its types: no field or method of this class has one.
 */
@Component(
        service = {},
        immediate = true)
public final class RepositoryComponent {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryComponent.class);
    private static final String PATTERN = "/torrentxt-maven/*";

    private final Optional<ServiceRegistration<?>> registration;
    private final Optional<MavenConfiguration> configuration;

    /** Called by Declarative Services. */
    @Activate
    public RepositoryComponent(BundleContext context, @Reference Published published) {
        registration = register(context, published);
        configuration =
                registration.filter(served -> published.isAllowed()).map(served -> new MavenConfiguration(context));
    }

    private static Optional<ServiceRegistration<?>> register(BundleContext context, Published published) {
        try {
            Map<String, Object> properties = Map.of(
                    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME,
                    "torrentxt-maven",
                    HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
                    PATTERN);
            return Optional.of(context.registerService(
                    Servlet.class.getName(), new RepositoryServlet(published::find), new Hashtable<>(properties)));
        } catch (NoClassDefFoundError e) {
            LOG.debug("No Maven repository, as there is no HTTP service: install the feature torrentxt-fleet-maven", e);
            return Optional.empty();
        }
    }

    /** Called by Declarative Services at the end. */
    @Deactivate
    void stop() {
        configuration.ifPresent(MavenConfiguration::close);
        registration.ifPresent(ServiceRegistration::unregister);
    }
}
