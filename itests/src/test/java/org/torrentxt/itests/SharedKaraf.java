package org.torrentxt.itests;

import java.io.InputStream;
import java.util.List;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.StagedExamReactor;
import org.ops4j.pax.exam.spi.StagedExamReactorFactory;
import org.ops4j.pax.exam.spi.reactors.EagerSingleStagedReactor;

/**
 * One Karaf for all test classes that name this strategy, instead of one for each: its start takes longer than the tests
 * of most. Such a class has the configuration of {@link SwarmTestSupport}, and leaves that Karaf as it has found it. It
 * ends with the JVM of the build.
 */
public final class SharedKaraf implements StagedExamReactorFactory {
    // the first one; those that Pax Exam prepares for the other classes are never started
    private static TestContainer karaf;

    @Override
    public StagedExamReactor create(List<TestContainer> containers, List<TestProbeBuilder> probes) {
        return new EagerSingleStagedReactor(List.of(new Visit(containers.get(0))), probes);
    }

    private static synchronized TestContainer running(TestContainer prepared) {
        if (karaf == null) {
            karaf = prepared.start();
        }
        return karaf;
    }

    /** The time of a class in the shared Karaf: its bundle is installed, and uninstalled afterwards. */
    private static final class Visit implements TestContainer {
        private final TestContainer prepared;

        private Visit(TestContainer prepared) {
            this.prepared = prepared;
        }

        private TestContainer karaf() {
            return running(prepared);
        }

        @Override
        public TestContainer start() {
            karaf();
            return this;
        }

        @Override
        public TestContainer stop() {
            uninstallProbe();
            return this;
        }

        @Override
        public long install(InputStream bundle) {
            return karaf().install(bundle);
        }

        @Override
        public long install(String location, InputStream bundle) {
            return karaf().install(location, bundle);
        }

        @Override
        public long installProbe(InputStream probe) {
            return karaf().installProbe(probe);
        }

        @Override
        public void uninstallProbe() {
            karaf().uninstallProbe();
        }

        @Override
        public void call(TestAddress test) {
            karaf().call(test);
        }
    }
}
