package org.torrentxt.itests;

import static org.ops4j.pax.exam.CoreOptions.propagateSystemProperties;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;

import com.google.gson.Gson;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Objects;
import java.util.UUID;
import org.junit.Rule;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ConfigurationAdmin;
import org.torrentxt.api.dht.store.DhtStore;

/**
 * A Karaf that has all our bundles from the start, so that test classes may use our types anywhere, and a swarm for
 * each test. It is the configuration of {@link SharedKaraf}, so it has what only some of its classes need.
 */
public abstract class SwarmTestSupport extends KarafTestSupport {
    private static final String SESSION = "session";
    private static final String USERS = "etc/users.properties";

    @Rule
    public final Swarm swarm = new Swarm(() -> context);

    @Configuration
    @Override
    public Option[] karaf() throws IOException {
        // of a user without the role admin, who logs in from outside
        String password = UUID.randomUUID().toString();
        return OptionUtils.combine(
                super.karaf(),
                features(System.getProperty("itests.features"), "torrentxt-all"),
                bundleOf(Gson.class),
                systemProperty("itests.password").value(password),
                editConfigurationFilePut(USERS, "operator", password + ",_g_:operators"),
                editConfigurationFilePut(USERS, "_g_:operators", "group,manager,viewer,ssh"),
                propagateSystemProperties("kill.count", "kill.mib", "kill.seed"));
    }

    protected org.osgi.service.cm.Configuration storeConfiguration() throws Exception {
        return awaitService(ConfigurationAdmin.class).getConfiguration(DhtStore.PID, "?");
    }

    /** Configures the store on the DHT, and waits for the one that is so configured. */
    protected void configureStore(Dictionary<String, Object> properties) throws Exception {
        DhtStore before = awaitService(DhtStore.class);
        storeConfiguration().update(properties);
        // one that is as configured before may be on its way
        await(
                "the store as configured",
                () -> awaitService(DhtStore.class) != before
                        && Objects.equals(sessionOfStore(), properties.get(SESSION)));
    }

    private Object sessionOfStore() {
        ServiceReference<DhtStore> store = context.getServiceReference(DhtStore.class);
        return store == null ? null : store.getProperty(SESSION);
    }
}
