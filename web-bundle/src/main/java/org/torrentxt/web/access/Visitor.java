package org.torrentxt.web.access;

import javax.servlet.ServletRequest;

/**
 * Who sent a request that {@link Access#admit} let in; at least read-only access is granted.
 *
 * @param user the user's name
 * @param mayManage whether the user can also change things
 */
public record Visitor(String user, boolean mayManage) {
    private static final String ATTRIBUTE = Visitor.class.getName();

    /** Who sent that request; of an admitted one only. */
    public static Visitor of(ServletRequest request) {
        return (Visitor) request.getAttribute(ATTRIBUTE);
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
