package org.torrentxt.itests;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.features;

import java.io.IOException;
import org.junit.Rule;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.OptionUtils;

/**
 * A Karaf that has all our bundles from the start, so that test classes may use our types anywhere, and a swarm for
 * each test.
 */
public abstract class SwarmTestSupport extends KarafTestSupport {
    @Rule
    public final Swarm swarm = new Swarm(() -> context);

    @Configuration
    @Override
    public Option[] karaf() throws IOException {
        return OptionUtils.combine(super.karaf(), features(System.getProperty("itests.features"), "torrentxt-all"));
    }
}
