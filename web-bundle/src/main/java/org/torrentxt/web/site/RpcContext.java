package org.torrentxt.web.site;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.http.context.ServletContextHelper;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardContext;
import org.torrentxt.web.access.Access;

/** The RPC protocol: paths that start with {@code /transmission}. */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = RpcContext.NAME, path = "/transmission")
public final class RpcContext extends WebContext {
    /** The context's name. */
    public static final String NAME = "torrentxt-rpc";

    /** The filter by which servlets choose it. */
    public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    /** Called by Declarative Services. */
    @Activate
    public RpcContext(ComponentContext context, @Reference Web web) {
        super(context.getUsingBundle(), web);
    }

    @Override
    boolean admit(Access access, HttpServletRequest request, HttpServletResponse response) throws IOException {
        return access.admit(request, response);
    }
}
