package org.torrentxt.web.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.torrentxt.web.access.Login;
import org.torrentxt.web.site.Methods;
import org.torrentxt.web.site.PageContext;
import org.torrentxt.web.site.Web;

/** A form to log in with; a cookie is what the browser gets for it, and then the page. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-login")
@HttpWhiteboardServletPattern("/login")
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class LoginServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final int MOST_READING = 16;

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private static final String FORM = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Log in - TorrentXT</title>
        <style>
        body { font: 16px system-ui, sans-serif; margin: 15vh auto 0; max-width: 20rem; padding: 0 1rem }
        label, input, button { display: block; width: 100%%; box-sizing: border-box; font: inherit }
        input, button { margin: .25rem 0 1rem; padding: .5rem }
        </style>
        </head>
        <body>
        <main>
        <h1>TorrentXT</h1>
        <p role="alert">%s</p>
        <form method="post" action="login">
        <label for="user">User</label>
        <input id="user" name="user" autocomplete="username" required autofocus>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required>
        <button>Log in</button>
        </form>
        </main>
        </body>
        </html>
        """;

    private final transient Web web;
    // Anybody can begin to send a form, and each one that does not end holds a thread.
    private final transient Semaphore reading = new Semaphore(MOST_READING);

    /** Called by Declarative Services. */
    @Activate
    public LoginServlet(@Reference Web web) {
        this.web = web;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.GET_AND_POST.isAllowed(request, response)) {
            return;
        }
        if (!request.getMethod().equals("POST")) {
            show(response, HttpServletResponse.SC_OK, "");
            return;
        }
        if (!reading.tryAcquire()) {
            response.setHeader("Retry-After", "30");
            show(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Too many at a time; try again in 30 s.");
            return;
        }
        Optional<LoginForm> form;
        try {
            form = LoginForm.of(request);
        } finally {
            reading.release();
        }
        if (form.isEmpty()) {
            show(response, HttpServletResponse.SC_BAD_REQUEST, "Enter user and password.");
            return;
        }
        Optional<Login> refused =
                web.access().begin(form.get().user(), form.get().password(), request, response);
        if (refused.isPresent()) {
            refused.get().setRetryOn(response);
            show(response, refused.get().status(), refused.get().reason());
        } else {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getContextPath() + "/");
        }
    }

    // The message is one of ours, without anything that was sent.
    private static void show(HttpServletResponse response, int status, String message) throws IOException {
        byte[] body = FORM.formatted(message).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Security-Policy", POLICY);
        // With no-referrer the browser would not say that the form comes from this server.
        response.setHeader("Referrer-Policy", "same-origin");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
