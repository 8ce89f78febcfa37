package org.torrentxt.web.login;

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

/** Ends the session that {@link LoginServlet} has begun. */
@Component(service = Servlet.class)
@HttpWhiteboardServletName("torrentxt-logout")
@HttpWhiteboardServletPattern("/logout")
@HttpWhiteboardContextSelect(PageContext.SELECT)
public final class LogoutServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Web web;

    /** Called by Declarative Services. */
    @Activate
    public LogoutServlet(@Reference Web web) {
        this.web = web;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (Methods.POST.isAllowed(request, response)) {
            web.access().end(request, response);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", request.getContextPath() + "/login");
            response.setHeader("Cache-Control", "no-store");
        }
    }
}
