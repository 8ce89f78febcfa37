package org.torrentxt.itests.loopback;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * Keeps RMI on the loopback interface. Pax Exam talks to its container by RMI, listens on all interfaces at both ends,
 * and has no option for it; so this is installed in the JVM of the build, and as a Java agent in that of Karaf.
 */
public final class LoopbackRmi extends RMISocketFactory {
    private LoopbackRmi() {}

    /** The entry point of the Java agent. */
    public static void premain(String arguments) throws IOException {
        install();
    }

    /** Makes all RMI of this JVM listen on the loopback interface only; once is enough. */
    public static void install() throws IOException {
        if (RMISocketFactory.getSocketFactory() == null) {
            RMISocketFactory.setSocketFactory(new LoopbackRmi());
        }
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return new Socket(host, port);
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
    }
}
