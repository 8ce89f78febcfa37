package org.torrentxt.web.site;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.framework.Bundle;
import org.osgi.service.http.context.ServletContextHelper;
import org.torrentxt.web.access.Access;

/** A part of the server's paths where only those come in that {@link Web#access} admits. */
abstract class WebContext extends ServletContextHelper {
    private final Web web;

    // Without the bundle its resources would not be found.
    WebContext(Bundle bundle, Web web) {
        super(bundle);
        this.web = web;
    }

    @Override
    public boolean handleSecurity(HttpServletRequest request, HttpServletResponse response) throws IOException {
        return admit(web.access(), request, response);
    }

    /** Lets a request in, or answers it and returns false. */
    abstract boolean admit(Access access, HttpServletRequest request, HttpServletResponse response) throws IOException;
}
