package io.tributary.schemas.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** Sockets of HTTPS, each made with the keys and certificates that are there when it is made. */
final class RereadSockets extends SSLSocketFactory {
    private final RereadKeys keys;

    RereadSockets(RereadKeys keys) {
        this.keys = keys;
    }

    private SSLSocketFactory now() {
        return keys.context().getSocketFactory();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return now().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return now().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
        return now().createSocket();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return now().createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return now().createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return now().createSocket(host, port, from, fromPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return now().createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return now().createSocket(host, port, from, fromPort);
    }
}
