package org.torrentxt.policy.script;

import java.io.InputStream;
import java.io.PrintStream;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Karaf's shell: the only class that uses its packages, which need not be there. */
final class KarafShell implements ScriptShell {
    private final BundleContext context;

    KarafShell(BundleContext context) {
        this.context = context;
    }

    @Override
    public void run(String text, Map<String, Object> variables, Set<String> roles, PrintStream out) throws Exception {
        try {
            ServiceReference<SessionFactory> reference = context.getServiceReference(SessionFactory.class);
            if (reference == null) {
                throw missing();
            }
            try {
                run(context.getService(reference), text, variables, roles, out);
            } finally {
                context.ungetService(reference);
            }
        } catch (NoClassDefFoundError e) {
            throw missing();
        }
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("there is no shell; install the feature shell of Karaf");
    }

    private static void run(
            SessionFactory factory, String text, Map<String, Object> variables, Set<String> roles, PrintStream out)
            throws Exception {
        Subject subject = new Subject();
        roles.forEach(role -> subject.getPrincipals().add(new RolePrincipal(role)));
        try {
            Subject.doAs(subject, (PrivilegedExceptionAction<Void>) () -> {
                try (Session session = factory.create(InputStream.nullInputStream(), out, out)) {
                    // As values: what is in a text of a script would be parsed as commands.
                    variables.forEach(session::put);
                    session.execute(text);
                    return null;
                }
            });
        } catch (PrivilegedActionException e) {
            throw e.getException();
        }
    }
}
