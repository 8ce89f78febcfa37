package org.torrentxt.web.file;

import java.util.Collections;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The conditions of a request for something with an entity tag and no date (RFC 9110, section 13): those with dates are
 * ignored, or not fulfilled.
 */
final class Conditions {
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    private final HttpServletRequest request;
    private final String tag;

    /**
     * Conditions of a request.
     *
     * @param tag strong, with its quotes
     */
    Conditions(HttpServletRequest request, String tag) {
        this.request = request;
        this.tag = tag;
    }

    /** The status of the answer: 200 if all conditions are fulfilled, 304 or 412. */
    int status() {
        if (request.getHeader("If-Match") != null && !names("If-Match", false)) {
            return HttpServletResponse.SC_PRECONDITION_FAILED;
        }
        return names("If-None-Match", true) ? HttpServletResponse.SC_NOT_MODIFIED : HttpServletResponse.SC_OK;
    }

    /** True if the header {@code Range} counts. */
    boolean permitRange() {
        String condition = request.getHeader("If-Range");
        return condition == null || condition.strip().equals(tag);
    }

    private boolean names(String header, boolean weakly) {
        for (String value : Collections.list(request.getHeaders(header))) {
            if (value.strip().equals("*")) {
                return true;
            }
            Matcher each = TAG.matcher(value);
            while (each.find()) {
                if (each.group(2).equals(tag) && (weakly || each.group(1) == null)) {
                    return true;
                }
            }
        }
        return false;
    }
}
