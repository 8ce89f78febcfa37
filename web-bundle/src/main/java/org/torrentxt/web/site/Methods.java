package org.torrentxt.web.site;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The methods that a servlet knows; others are answered with those that it does. */
public enum Methods {
    /** Something to look at. */
    GET("GET, HEAD"),
    /** Something that changes things. */
    POST("POST"),
    /** Both. */
    GET_AND_POST("GET, HEAD, POST");

    private final String allowed;

    Methods(String allowed) {
        this.allowed = allowed;
    }

    /**
     * Whether the request's method is one of these; answers it with 405 and {@code Allow} if not, and with 204 if it
     * is {@code OPTIONS}.
     */
    public boolean isAllowed(HttpServletRequest request, HttpServletResponse response) {
        String method = request.getMethod();
        if (List.of(allowed.split(", ")).contains(method)) {
            return true;
        }
        response.setHeader("Allow", allowed + ", OPTIONS");
        response.setStatus(
                method.equals("OPTIONS")
                        ? HttpServletResponse.SC_NO_CONTENT
                        : HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        return false;
    }
}
