package org.torrentxt.web.site;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.http.runtime.HttpServiceRuntime;
import org.osgi.service.http.runtime.HttpServiceRuntimeConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns if the HTTP service listens on all addresses, which it does unless it is told otherwise. */
@Component(
        immediate = true,
        service = {})
public final class ListenWarning {
    private static final Logger LOG = LoggerFactory.getLogger("org.torrentxt.web");
    private static final Set<String> ALL = Set.of("0.0.0.0", "[::]", "[0:0:0:0:0:0:0:0]");

    private final boolean remote;
    private String last = "";

    /** Called by Declarative Services. */
    @Activate
    public ListenWarning(@Reference Web web) {
        this.remote = web.options().remote();
    }

    /** Called by Declarative Services, also when the service's properties have changed. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addRuntime",
            unbind = "removeRuntime")
    synchronized void addRuntime(HttpServiceRuntime runtime, Map<String, Object> properties) {
        Optional<String> warning = warning(remote, properties.get(HttpServiceRuntimeConstants.HTTP_SERVICE_ENDPOINT));
        warning.filter(text -> !text.equals(last)).ifPresent(LOG::warn);
        last = warning.orElse("");
    }

    /** Called by Declarative Services. */
    void removeRuntime(HttpServiceRuntime runtime) {
        // Nothing to warn of.
    }

    /** What is wrong with these endpoints, which are URLs; empty if nothing is. */
    static Optional<String> warning(boolean remote, Object endpoints) {
        List<String> urls = endpoints instanceof String[] several
                ? List.of(several)
                : Stream.ofNullable(endpoints)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
        return urls.stream()
                .filter(ListenWarning::isForAll)
                .findFirst()
                .map(url -> "HTTP listens on all addresses: "
                        + url + "; "
                        + (!remote
                                ? "clients on other hosts are refused, but can connect; to prevent that, set"
                                        + " org.ops4j.pax.web.listening.addresses = 127.0.0.1 in"
                                        + " etc/org.ops4j.pax.web.cfg"
                                : url.startsWith("https:")
                                        ? "to have it listen on some only, set org.ops4j.pax.web.listening.addresses in"
                                                + " etc/org.ops4j.pax.web.cfg"
                                        : "passwords are sent without encryption; use TLS, see docs/security.md"));
    }

    private static boolean isForAll(String url) {
        try {
            String host = URI.create(url).getHost();
            return host != null && ALL.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
