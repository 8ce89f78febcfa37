package org.torrentxt.health.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.health.Health;
import org.torrentxt.api.health.HealthFinding;
import org.torrentxt.api.health.HealthFinding.Level;
import org.torrentxt.health.Checks;
import org.torrentxt.testing.FakeHealth;

class FelixChecksTest {
    private final ServiceReference<?> executor = Checks.reference("executor", 9, 0);
    private final Map<HealthCheck, Dictionary<String, ?>> registered = new ConcurrentHashMap<>();

    @SuppressWarnings("unchecked")
    private BundleContext context() {
        return proxy(BundleContext.class, arguments -> {
            HealthCheck check = (HealthCheck) arguments[1];
            registered.put(check, (Dictionary<String, ?>) arguments[2]);
            return proxy(ServiceRegistration.class, none -> registered.remove(check));
        });
    }

    private interface Answer {
        Object of(Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer.of(arguments)));
    }

    private Result execute(Health health, String name) {
        FelixChecks checks = new FelixChecks(context(), health);
        checks.addExecutor(executor);
        checks.addCheck(Checks.reference(name, 1, 0));
        return registered.keySet().iterator().next().execute();
    }

    @Test
    void eachCheckIsOneOfFelixWithItsNameAndOurTag() {
        FelixChecks checks = new FelixChecks(context(), new FakeHealth());
        checks.addExecutor(executor);
        var engine = Checks.reference("engine", 1, 0);
        checks.addCheck(engine);
        checks.addCheck(Checks.reference("disk", 2, 0));
        assertThat(registered.values())
                .extracting(properties -> (Object) properties.get("hc.name"))
                .containsExactlyInAnyOrder("TorrentXT engine", "TorrentXT disk");
        assertThat(registered.values())
                .allSatisfy(properties ->
                        assertThat((String[]) properties.get("hc.tags")).containsExactly("torrentxt"));

        checks.removeCheck(engine);
        assertThat(registered).hasSize(1);
        checks.close();
        assertThat(registered).isEmpty();
    }

    @Test
    void checksAreOnesOfFelixWhileItIsThere() {
        FelixChecks checks = new FelixChecks(context(), new FakeHealth());
        checks.addCheck(Checks.reference("engine", 1, 0));
        assertThat(registered).isEmpty();
        checks.addExecutor(executor);
        checks.addCheck(Checks.reference("disk", 2, 0));
        assertThat(registered).hasSize(2);
        checks.removeExecutor(executor);
        assertThat(registered).isEmpty();
        checks.addCheck(Checks.reference("DHT", 3, 0));
        checks.addExecutor(executor);
        assertThat(registered).hasSize(3);
    }

    @Test
    void theWorstFindingIsTheStatusAndAllAreInTheLog() {
        Result result = execute(
                new FakeHealth(
                        HealthFinding.builder(Level.OK, "clock", "12:00").build(),
                        HealthFinding.builder(Level.FAIL, "listening", "no open port")
                                .session("default")
                                .build(),
                        HealthFinding.builder(Level.WARN, "DHT", "no nodes").build()),
                "sessions");
        assertThat(result.getStatus()).isEqualTo(Result.Status.CRITICAL);
        List<String> lines = new ArrayList<>();
        for (ResultLog.Entry entry : result) {
            lines.add(entry.getStatus() + " " + entry.getMessage());
        }
        assertThat(lines)
                .containsExactly(
                        "OK clock", "CRITICAL listening (default): see torrent:doctor", "WARN DHT: see torrent:doctor");
    }

    @Test
    void aCheckThatHasGoneIsUnavailable() {
        Health health = new Health() {
            @Override
            public List<HealthFinding> check() {
                return List.of();
            }

            @Override
            public List<HealthFinding> check(String name) {
                throw TorrentException.invalid("no such check: '" + name + "'; checks: ");
            }
        };
        assertThat(execute(health, "gone").getStatus()).isEqualTo(Result.Status.TEMPORARILY_UNAVAILABLE);
    }

    @Test
    void whoIsInterruptedGetsAnErrorAndStaysInterrupted() {
        Health health = new Health() {
            @Override
            public List<HealthFinding> check() {
                return List.of();
            }

            @Override
            public List<HealthFinding> check(String name) throws InterruptedException {
                throw new InterruptedException();
            }
        };
        assertThat(execute(health, "slow").getStatus()).isEqualTo(Result.Status.HEALTH_CHECK_ERROR);
        assertThat(Thread.interrupted()).isTrue();
    }
}
