package org.torrentxt.web.page;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
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
import org.torrentxt.web.site.Methods;
import org.torrentxt.web.site.PageContext;
import org.torrentxt.web.site.Web;

/**
 * Serves the page and its files. The page is asked for each time; what it consists of has a path that changes with the
 * content, and is kept by browsers.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-page")
@HttpWhiteboardServletPattern("/*")
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    // Names of torrents and files come from anywhere: nothing but the page's own files is executed, and no text
    // becomes markup.
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' data:; media-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";

    private final transient PageFiles files = new PageFiles();
    private final transient Web web;

    /** Called by Declarative Services. */
    @Activate
    public PageServlet(@Reference Web web) {
        this.web = web;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!Methods.GET.isAllowed(request, response)) {
            return;
        }
        String path = request.getPathInfo();
        if (path == null) {
            // Without the slash, relative links would lead out of the context.
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            response.setHeader("Location", request.getContextPath() + "/");
            return;
        }
        Optional<PageFile> file = files.find(path.substring(1));
        if (file.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (path.equals("/")) {
            web.access().begin(request, response);
        }
        response.setHeader("Cache-Control", path.equals("/") ? "no-cache" : "private, max-age=31536000, immutable");
        send(file.get(), request, response);
    }

    private static void send(PageFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<byte[]> zipped = isZipWelcome(request) ? file.zipped() : Optional.empty();
        String tag = '"' + file.digest() + (zipped.isPresent() ? "-gzip\"" : "\"");
        response.setHeader("ETag", tag);
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (isKnown(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] body = zipped.orElseGet(file::body);
        if (zipped.isPresent()) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(file.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static boolean isZipWelcome(HttpServletRequest request) {
        String accepted = request.getHeader("Accept-Encoding");
        return accepted != null
                && Arrays.stream(accepted.split(","))
                        .anyMatch(each -> each.strip().equalsIgnoreCase("gzip"));
    }

    private static boolean isKnown(String tags, String tag) {
        return tags != null && (tags.strip().equals("*") || tags.contains(tag));
    }
}
