package org.torrentxt.web.answer;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConnection;

/**
 * A connection of Jetty, which reads nothing from it between a request and the end of its answer, and so does not see
 * that the client closes it. Reading a byte tells. One that a client has sent ahead is put back for the next request.
 */
final class JettyLine implements Line {
    private final HttpConnection connection;
    private final EndPoint end;

    private JettyLine(HttpConnection connection) {
        this.connection = connection;
        this.end = connection.getEndPoint();
    }

    static Line current() {
        HttpConnection connection = HttpConnection.getCurrentConnection();
        return connection == null ? OPAQUE : new JettyLine(connection);
    }

    @Override
    public boolean isClosed() {
        if (!connection.isRequestBufferEmpty() || end.getConnection() != connection) {
            return false; // there is a request already, or the connection speaks HTTP/2 by now
        }
        ByteBuffer next = ByteBuffer.allocate(1).limit(0); // as Jetty fills them
        try {
            int count = end.fill(next);
            if (count > 0) {
                connection.onUpgradeTo(next);
            }
            return count < 0;
        } catch (IOException e) {
            return true;
        }
    }
}
