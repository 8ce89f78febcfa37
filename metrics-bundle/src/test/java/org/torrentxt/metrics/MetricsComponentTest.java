package org.torrentxt.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.metrics.jmx.DhtStoreMXBean;
import org.torrentxt.metrics.jmx.TorrentSessionMXBean;
import org.torrentxt.metrics.text.Metric;
import org.torrentxt.metrics.text.Samples;
import org.torrentxt.testing.FakeEngine;
import org.torrentxt.testing.FakeSession;
import org.torrentxt.testing.FakeStore;
import org.torrentxt.testing.StatusBuilder;

class MetricsComponentTest {
    private final List<String> registered = new CopyOnWriteArrayList<>();
    private final FakeSession session = new FakeSession("default");
    private final FakeEngine engine = new FakeEngine();

    private MetricsComponent component(Map<String, Object> properties) {
        return new MetricsComponent(context(), properties, engine);
    }

    private BundleContext context() {
        return proxy(BundleContext.class, arguments -> {
            assertThat(arguments[0]).isIn(TorrentSessionMXBean.class, DhtStoreMXBean.class);
            String name = (String) ((Dictionary<?, ?>) arguments[2]).get("jmx.objectname");
            registered.add(name);
            return proxy(ServiceRegistration.class, none -> registered.remove(name));
        });
    }

    private interface Answer {
        Object of(Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            Object result = answer.of(args);
            return method.getReturnType() == void.class ? null : result;
        }));
    }

    @Test
    void aSessionIsAnMBeanAndAMetricWhileItRuns() {
        MetricsComponent component = component(Map.of());
        component.addSession(session);
        assertThat(registered).containsExactly("org.torrentxt:type=Session,name=default");
        assertThat(Samples.of(component.scrape()).value(Metric.SESSION_UP, "session", "default"))
                .isEqualTo(1);

        component.removeSession(session);
        assertThat(registered).isEmpty();
        assertThat(Samples.of(component.scrape()).types()).isEmpty();
    }

    @Test
    void theStoreIsAnMBeanWhileItRuns() {
        FakeStore store = new FakeStore();
        MetricsComponent component = component(Map.of());
        component.addStore(store);
        assertThat(registered).containsExactly("org.torrentxt:type=Store");
        component.removeStore(store);
        assertThat(registered).isEmpty();

        component(Map.of("jmx", "false")).addStore(store);
        assertThat(registered).isEmpty();
    }

    @Test
    void sessionsThatDoNotRunAreMetrics() {
        engine.failSession("broken", "its state folder is in use");
        assertThat(Samples.of(component(Map.of()).scrape()).value(Metric.SESSION_UP, "session", "broken"))
                .isZero();
    }

    @Test
    void theConfigurationDecidesWhatThereIs() {
        session.put(StatusBuilder.status(1).build());
        MetricsComponent component = component(Map.of("jmx", "false", "torrents.limit", "1"));
        component.addSession(session);
        assertThat(registered).isEmpty();
        assertThat(Samples.of(component.scrape()).values(Metric.TORRENT_INFO)).hasSize(1);
    }

    @Test
    void nothingIsLeftWhenItStops() {
        MetricsComponent component = component(Map.of());
        component.addSession(session);
        component.addSession(new FakeSession("other"));
        assertThat(registered).hasSize(2);
        component.close();
        assertThat(registered).isEmpty();
    }
}
