package org.torrentxt.web.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.torrentxt.api.Torrent;
import org.torrentxt.api.TorrentException;
import org.torrentxt.web.site.PageContext;
import org.torrentxt.web.site.Web;

/**
 * The content of files: {@code /torrentxt/files/SESSION/ID/INDEX/NAME}, and {@code /torrentxt/files/SESSION/ID.m3u}, a
 * playlist. With the parameter {@code download}, browsers save a file instead of showing it.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-files")
@HttpWhiteboardServletPattern("/files/*")
@HttpWhiteboardServletAsyncSupported
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class FilesServlet extends HttpServlet implements AutoCloseable {
    private static final long serialVersionUID = 1L;

    private final transient Web web;
    private final transient Streams streams;

    /** Called by Declarative Services. */
    @Activate
    public FilesServlet(@Reference Web web) {
        this(web, new Streams(web.options().streamLimit()));
    }

    FilesServlet(Web web, Streams streams) {
        this.web = web;
        this.streams = streams;
    }

    /** Called by Declarative Services; aborts what is being sent. */
    @Override
    @Deactivate
    public void close() {
        streams.close();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            answer(request, response);
        } catch (Refusal e) {
            send(response, e.apply(response));
        } catch (TorrentException e) {
            send(response, Refusal.of(e).apply(response));
        }
    }

    private static void send(HttpServletResponse response, byte[] text) throws IOException {
        response.getOutputStream().write(text); // which the server omits after HEAD
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, Refusal {
        if (!request.getMethod().equals("GET") && !isHead(request)) {
            throw Refusal.method(request.getMethod());
        }
        if (!web.options().stream()) {
            throw Refusal.of(
                    HttpServletResponse.SC_FORBIDDEN,
                    "files are not served; set stream=true in the configuration " + Web.PID);
        }
        FilePath path = FilePath.parse(request.getPathInfo());
        Torrent torrent = StreamedFile.torrent(web.sessions().session(path.session()), path.torrent());
        if (path.file().isPresent()) {
            answer(request, response, StreamedFile.of(torrent, path.file().getAsInt()));
        } else {
            byte[] text = Playlist.of(torrent, path, request).getBytes(StandardCharsets.UTF_8);
            response.setContentType(Playlist.TYPE);
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(text.length);
            send(response, text);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, StreamedFile file)
            throws IOException, Refusal {
        boolean asAttachment = request.getParameter("download") != null;
        Conditions conditions = new Conditions(request, file.tag());
        int status = conditions.status();
        if (status == HttpServletResponse.SC_PRECONDITION_FAILED) {
            throw Refusal.of(status, "the file is another one than If-Match names");
        } else if (status == HttpServletResponse.SC_NOT_MODIFIED) {
            response.setStatus(status);
            file.describe(response, asAttachment);
            return;
        }
        Body body = body(request, file, conditions);
        if (isHead(request) || body.segments().isEmpty()) {
            file.describe(response, asAttachment);
            body.describe(response);
        } else {
            streams.start(request, file, body, asAttachment);
        }
    }

    private static Body body(HttpServletRequest request, StreamedFile file, Conditions conditions) throws Refusal {
        long size = file.file().size();
        String type = file.type().name();
        Optional<List<ByteRange>> ranges = isHead(request) || !conditions.permitRange()
                ? Optional.empty()
                : RangeHeader.parse(request.getHeader("Range"), size);
        if (ranges.isEmpty()) {
            return Body.whole(type, size);
        } else if (ranges.get().isEmpty()) {
            throw Refusal.range(size);
        }
        return Body.of(ranges.get(), type, size);
    }

    private static boolean isHead(HttpServletRequest request) {
        return request.getMethod().equals("HEAD");
    }
}
