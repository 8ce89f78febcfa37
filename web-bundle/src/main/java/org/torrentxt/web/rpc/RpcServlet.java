package org.torrentxt.web.rpc;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.torrentxt.api.TorrentException;
import org.torrentxt.api.TorrentSession;
import org.torrentxt.web.access.Visitor;
import org.torrentxt.web.json.JsonReader;
import org.torrentxt.web.json.MalformedJsonException;
import org.torrentxt.web.rpc.call.Answer;
import org.torrentxt.web.rpc.call.Output;
import org.torrentxt.web.site.RpcContext;
import org.torrentxt.web.site.Web;

/**
 * Transmission's RPC protocol, version 17: {@code /transmission/rpc} for the configured session, and {@code
 * /transmission/SESSION/rpc}. The header {@code X-Transmission-Rpc-Version} is missing on purpose: with it, newer
 * clients would speak a newer dialect.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(RpcContext.SELECT)
@HttpWhiteboardServletName("torrentxt-rpc")
@HttpWhiteboardServletPattern("/*")
public final class RpcServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(RpcServlet.class);
    private static final Buffer NO_ARGUMENTS = Buffer.of("{}".getBytes(StandardCharsets.US_ASCII));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PATH = Pattern.compile("/(?:([^/]+)/)?rpc/?");

    private final transient Web web;
    private final transient Duration patience;
    private final transient SessionId id = new SessionId();
    private final transient Methods methods = new Methods(id.toString());

    /** Called by Declarative Services. */
    @Activate
    public RpcServlet(@Reference Web web) {
        this(web, PATIENCE);
    }

    /** One that waits so long for all of a request. */
    RpcServlet(Web web, Duration patience) {
        this.web = web;
        this.patience = patience;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Matcher path = PATH.matcher(Optional.ofNullable(request.getPathInfo()).orElseGet(request::getServletPath));
        if (!path.matches()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else if (!id.isSentBy(request)) {
            response.setHeader(SessionId.HEADER, id.toString());
            response.sendError(
                    HttpServletResponse.SC_CONFLICT,
                    "send the request again with the header " + SessionId.HEADER + " of this response");
        } else if (!request.getMethod().equals("POST")) {
            response.setHeader("Allow", "POST");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "expected POST with a JSON document");
        } else if (isEncoded(request)) {
            response.setHeader("Accept-Encoding", "identity");
            response.sendError(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE, "send the JSON document without Content-Encoding");
        } else {
            answer(Optional.ofNullable(path.group(1)), request, response);
        }
    }

    private static boolean isEncoded(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity");
    }

    private void answer(Optional<String> session, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Object document;
        try {
            document = document(request);
        } catch (LimitedInput.TooLong e) {
            response.setHeader("Connection", "close"); // the rest is not read
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, e.getMessage());
            return;
        } catch (LimitedInput.TooSlow e) {
            response.setHeader("Connection", "close");
            refuse(response, HttpServletResponse.SC_REQUEST_TIMEOUT, e.getMessage());
            return;
        } catch (MalformedJsonException e) {
            refuse(response, HttpServletResponse.SC_BAD_REQUEST, "invalid JSON: " + e.getMessage());
            return;
        }
        Buffer arguments = NO_ARGUMENTS;
        String result = "success";
        try {
            arguments = encoded(call(RpcRequest.of(document), session, Visitor.of(request)));
        } catch (TorrentException e) {
            result = e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("A request to {} failed", request.getRequestURI(), e);
            result = "internal error, see the log";
        }
        write(response, HttpServletResponse.SC_OK, result, arguments, RpcRequest.tagOf(document));
    }

    private Answer call(RpcRequest call, Optional<String> session, Visitor visitor) {
        MDC.put(TorrentSession.LOG_USER, "RPC user " + visitor.user());
        try {
            TorrentSession called = session.map(web.sessions()::session).orElseGet(web.sessions()::session);
            return methods.call(call, called, web.policies(), visitor);
        } finally {
            MDC.remove(TorrentSession.LOG_USER);
        }
    }

    private void refuse(HttpServletResponse response, int status, String result) throws IOException {
        write(response, status, result, NO_ARGUMENTS, Optional.empty());
    }

    // Whole before anything is sent: what fails while values are read is still a result that can be told.
    private static Buffer encoded(Answer answer) throws IOException {
        Buffer bytes = new Buffer();
        try (JsonGenerator generator = JsonReader.FACTORY.createGenerator(bytes, JsonEncoding.UTF8)) {
            Output out = new Output(generator);
            out.startObject();
            answer.write(out);
            out.endObject();
        }
        return bytes;
    }

    private Object document(HttpServletRequest request) throws IOException, MalformedJsonException {
        long limit = web.options().bodyLimit();
        if (request.getContentLengthLong() > limit) {
            throw new LimitedInput.TooLong(limit);
        }
        try {
            return JsonReader.read(new LimitedInput(request.getInputStream(), limit, patience));
        } catch (LimitedInput.TooLong | LimitedInput.TooSlow e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // The server throws either for a body whose chunks are malformed, or that ends too early.
            throw new MalformedJsonException("the body cannot be read");
        }
    }

    private void write(HttpServletResponse response, int status, String result, Buffer arguments, Optional<Long> tag)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json; charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader(SessionId.HEADER, id.toString());
        OutputStream stream = response.getOutputStream();
        try (JsonGenerator generator = JsonReader.FACTORY
                .createGenerator(stream, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)) {
            Output out = new Output(generator);
            out.startObject();
            out.key("arguments");
            generator.writeRawValue("");
            generator.flush();
            arguments.writeTo(stream);
            out.key("result").value(result);
            if (tag.isPresent()) {
                out.key("tag").value(tag.get());
            }
            out.endObject();
        }
    }
}
