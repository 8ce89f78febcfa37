package org.torrentxt.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import net.bytebuddy.ByteBuddy;
import org.apache.karaf.features.BootFinished;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.assertj.core.api.Assertions;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.ProbeBuilder;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.torrentxt.itests.loopback.LoopbackRmi;

/**
 * A stock Karaf whose Maven repository contains what this build has made.
 *
 * <p>The configuration runs in the JVM of the build; test methods and the other helpers run inside that Karaf.
 */
public abstract class KarafTestSupport {
    /** The user of commands. */
    protected static final String USER = "tester";

    private static final List<String> ROLES = List.of("admin", "manager", "viewer", "systembundles");

    private static final Pattern SCOPED_COMMAND = Pattern.compile("(?<![^\\s(])[a-z]+:[a-z-]+");

    // Below the ports that the system gives to whoever asks for any; another process begins elsewhere.
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(20_000 + 100 * (int) (ProcessHandle.current().pid() % 100));

    @Inject
    protected BundleContext context;

    @Inject
    protected SessionFactory sessions;

    // Injected, so that no test starts before Karaf is complete.
    @Inject
    private BootFinished bootFinished;

    @Configuration
    public Option[] karaf() throws IOException {
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(uri("itests.karaf"))
                    .karafVersion(System.getProperty("itests.karaf.version"))
                    .name("Apache Karaf")
                    .unpackDirectory(new File("target/exam"))
                    .useDeployFolder(false),
            keepRuntimeFolder(),
            logLevel(LogLevel.INFO),
            configureConsole().ignoreLocalConsole(),
            mavenRepositories(),
            loopbackOnly(),
            vmOptionsOfStartScript(),
            quickStart(),
            systemProperty("itests.features").value(System.getProperty("itests.features")),
            systemProperty("itests.karaf.version").value(System.getProperty("itests.karaf.version")),
            systemProperty("itests.examples").value(uri("itests.examples")),
            systemProperty("itests.classpath").value(System.getProperty("surefire.test.class.path")),
            bundleOf(ByteBuddy.class),
            bundleOf(Assertions.class)
        };
    }

    @ProbeBuilder
    public TestProbeBuilder probe(TestProbeBuilder probe) {
        // A test uses packages of features that it installs itself, so they are missing when its bundle is resolved.
        return probe.setHeader("DynamicImport-Package", "*");
    }

    /**
     * Only artifacts made or fetched by this build are found: no network, and nothing installed by an earlier build.
     */
    private static Option mavenRepositories() {
        String file = "etc/org.ops4j.pax.url.mvn.cfg";
        String property = "org.ops4j.pax.url.mvn.";
        String folders = String.join(
                ",",
                "file:${karaf.home}/system@id=system@snapshots",
                uri("itests.repository") + "@id=reactor@snapshots",
                uri("itests.exam.repository") + "@id=exam");
        return composite(
                editConfigurationFilePut(file, property + "defaultRepositories", folders),
                editConfigurationFilePut(file, property + "repositories", ""),
                editConfigurationFilePut(file, property + "localRepository", "${karaf.data}/repository"));
    }

    private static Option loopbackOnly() throws IOException {
        LoopbackRmi.install();
        return composite(
                new VMOption("-javaagent:" + System.getProperty("itests.agent")),
                // Sets the address that stubs call; this alone does not stop the sockets from listening on all
                // interfaces.
                new VMOption("-Djava.rmi.server.hostname=127.0.0.1"),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshHost", "127.0.0.1"),
                editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", freePort()),
                editConfigurationFilePut("etc/org.apache.karaf.management.cfg", "rmiRegistryHost", "127.0.0.1"),
                editConfigurationFilePut("etc/org.apache.karaf.management.cfg", "rmiRegistryPort", freePort()),
                editConfigurationFilePut("etc/org.apache.karaf.management.cfg", "rmiServerHost", "127.0.0.1"),
                editConfigurationFilePut("etc/org.apache.karaf.management.cfg", "rmiServerPort", freePort()));
    }

    /** The options of {@code bin/karaf}; Pax Exam starts Karaf without that script. */
    private static Option vmOptionsOfStartScript() {
        String specs = "lib/endorsed/org.apache.karaf.specs.";
        String jar = "-" + System.getProperty("itests.karaf.version") + ".jar";
        Stream<String> opens = Stream.of(
                        "java.base/java.security",
                        "java.base/java.net",
                        "java.base/java.lang",
                        "java.base/java.util",
                        "java.naming/javax.naming.spi",
                        "java.rmi/sun.rmi.transport.tcp")
                .map(name -> "--add-opens=" + name + "=ALL-UNNAMED");
        Stream<String> exports = Stream.of(
                        "java.base/sun.net.www.protocol.file",
                        "java.base/sun.net.www.protocol.ftp",
                        "java.base/sun.net.www.protocol.http",
                        "java.base/sun.net.www.protocol.https",
                        "java.base/sun.net.www.protocol.jar",
                        "java.base/sun.net.www.content.text",
                        "java.naming/com.sun.jndi.ldap",
                        "java.rmi/sun.rmi.registry",
                        "java.security.sasl/com.sun.security.sasl",
                        "jdk.naming.rmi/com.sun.jndi.url.rmi",
                        "jdk.xml.dom/org.w3c.dom.html")
                .map(name -> "--add-exports=" + name + "=ALL-UNNAMED");
        Stream<String> others = Stream.of(
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module=java.base=" + specs + "locator" + jar,
                "--patch-module=java.xml=" + specs + "java.xml" + jar,
                "-classpath",
                String.join(File.pathSeparator, "lib/jdk9plus/*", "lib/boot/*"));
        return composite(Stream.of(opens, exports, others)
                .flatMap(options -> options)
                .map(VMOption::new)
                .toArray(Option[]::new));
    }

    /** Most of a Karaf's time here is its start, where code is better run at once than compiled well. */
    private static Option quickStart() {
        return composite(new VMOption("-XX:TieredStopAtLevel=1"), new VMOption("-XX:+UseSerialGC"));
    }

    /** The jar that holds the class, which must be a bundle, as a bundle of the test. */
    protected static Option bundleOf(Class<?> type) {
        return bundle(type.getProtectionDomain().getCodeSource().getLocation().toString());
    }

    /** Adds our features repository, which is all a user does, and installs these features from it. */
    protected void installFeatures(String... names) throws Exception {
        installFeatures(URI.create(System.getProperty("itests.features")), names);
    }

    /** Adds that features repository and installs these features from it. */
    protected void installFeatures(URI repository, String... names) throws Exception {
        for (String name : names) {
            install(repository, name);
        }
    }

    private void install(URI repository, String name) throws Exception {
        FeaturesService features = awaitService(FeaturesService.class);
        try {
            features.addRepository(repository);
            features.installFeature(name, EnumSet.of(FeaturesService.Option.NoAutoRefreshBundles));
        } catch (RejectedExecutionException e) {
            // Karaf has replaced its service, as it does whenever the handler of mvn: URLs is another one.
            await("another FeaturesService", () -> awaitService(FeaturesService.class) != features);
            install(repository, name);
        }
    }

    /** The output of the command, or its exception; waits for the command to be registered. */
    protected String executeCommand(String command) throws Exception {
        return execute(ROLES, command);
    }

    /** The same for a user with only that role. */
    protected String executeCommandAs(String role, String command) throws Exception {
        return execute(List.of(role), command);
    }

    private String execute(List<String> roles, String command) throws Exception {
        try (var typing = new Typing(roles)) {
            return typing.enter(command);
        }
    }

    /** A session of the console: what a command sets, such as a variable, is there for the next one. */
    protected final class Typing implements AutoCloseable {
        private final ByteArrayOutputStream output = new ByteArrayOutputStream();
        private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        private final Session session = sessions.create(InputStream.nullInputStream(), out, out);
        private final List<String> roles;

        /** A session of a user with all roles. */
        protected Typing() {
            this(ROLES);
        }

        private Typing(List<String> roles) {
            this.roles = roles;
        }

        /** The output of the command, or its exception; waits for the command to be registered. */
        protected String enter(String command) throws Exception {
            awaitCommand(command);
            output.reset();
            as(roles, () -> session.execute(command));
            return output.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            session.close();
            out.close();
        }
    }

    private void awaitCommand(String line) throws Exception {
        Matcher command = SCOPED_COMMAND.matcher(line);
        if (command.find()) {
            await("command " + command.group(), () -> commands().contains(command.group()));
        }
    }

    /** The names of all registered commands, with their scopes. */
    protected Set<String> commands() throws Exception {
        // the registry hides commands that the user may not run
        return as(
                ROLES,
                () -> sessions.getRegistry().getCommands().stream()
                        .map(command -> command.getScope() + ":" + command.getName())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static <T> T as(List<String> roles, PrivilegedExceptionAction<T> action) throws Exception {
        var subject = new Subject();
        subject.getPrincipals().add(new UserPrincipal(USER));
        roles.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        try {
            return Subject.doAs(subject, action);
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }

    /** Waits until the condition holds, for changes without notification. */
    protected static void await(String what, Callable<Boolean> condition) throws Exception {
        Await.until(what, condition);
    }

    protected <T> T awaitService(Class<T> type) throws InterruptedException {
        return Await.service(context, type);
    }

    /** Waits until Karaf says of all our bundles that they are active: none has a component that waits for something. */
    protected void awaitActiveBundles() throws Exception {
        await("all bundles of ours active as Karaf says", () -> {
            List<String> ours = executeCommand("bundle:list -t 0 -s --no-format")
                    .lines()
                    .filter(line -> line.contains("org.torrentxt."))
                    .toList();
            return !ours.isEmpty() && ours.stream().allMatch(line -> line.contains("Active"));
        });
    }

    protected Bundle installedBundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no bundle " + symbolicName));
    }

    /** Everything that Karaf has logged so far. */
    protected static String karafLog() throws IOException {
        return Files.readString(Path.of(System.getProperty("karaf.data"), "log", "karaf.log"));
    }

    private static String uri(String property) {
        return Path.of(System.getProperty(property)).normalize().toUri().toString();
    }

    /** A port of 127.0.0.1 that is free, and another one each time. */
    protected static String freePort() {
        while (true) {
            try (var socket = new ServerSocket(NEXT_PORT.getAndIncrement(), 1, InetAddress.getLoopbackAddress())) {
                return Integer.toString(socket.getLocalPort());
            } catch (IOException e) {
                // in use: the next one
            }
        }
    }
}
