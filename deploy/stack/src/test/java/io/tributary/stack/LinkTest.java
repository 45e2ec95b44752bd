package io.tributary.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LinkTest {
    private static final int SILENT_MILLIS = 200;

    private ServerSocket server;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket();
        server.bind(Ports.loopback(0));
        link = Link.open(0, server.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        server.close();
    }

    @Test
    void shouldCarryBytesBothWays() throws IOException {
        try (Socket client = client();
                Socket accepted = server.accept()) {
            send(client, 'a');
            send(accepted, 'b');
            assertThat(received(accepted)).isEqualTo('a');
            assertThat(received(client)).isEqualTo('b');
        }
    }

    @Test
    void shouldTellThatTheOtherSideHasClosed() throws IOException {
        try (Socket client = client()) {
            server.accept().close();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldBeSilentWhileCutAndThenCarryWhatWaited() throws IOException {
        try (Socket client = client();
                Socket accepted = server.accept()) {
            link.cut();
            send(client, 'a');
            send(accepted, 'b');
            assertIsSilent(client);
            assertIsSilent(accepted);

            link.mend();
            assertThat(received(accepted)).isEqualTo('a');
            assertThat(received(client)).isEqualTo('b');
        }
    }

    @Test
    void shouldConnectWhileCutAndReachTheServerLater() throws IOException {
        link.cut();
        try (Socket client = client()) {
            send(client, 'a');
            server.setSoTimeout(SILENT_MILLIS);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);

            link.mend();
            server.setSoTimeout(0);
            try (Socket accepted = server.accept()) {
                assertThat(received(accepted)).isEqualTo('a');
            }
        }
    }

    @Test
    void shouldCloseConnectionsToAServerThatIsGone() throws IOException {
        server.close();
        try (Socket client = client()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void shouldHoldUpWhatItCarriesWhileSlow() throws IOException {
        link.slow(SILENT_MILLIS);
        try (Socket client = client();
                Socket accepted = server.accept()) {
            long begin = System.nanoTime();
            send(client, 'a');
            assertThat(received(accepted)).isEqualTo('a');
            // It cannot be quicker, however busy the machine is.
            assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThanOrEqualTo(SILENT_MILLIS - 1);
        }
    }

    private Socket client() throws IOException {
        Socket client = new Socket();
        client.connect(Ports.loopback(link.port()));
        return client;
    }

    private static void send(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
    }

    private static int received(Socket socket) throws IOException {
        socket.setSoTimeout(0);
        return socket.getInputStream().read();
    }

    private static void assertIsSilent(Socket socket) throws IOException {
        socket.setSoTimeout(SILENT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }
}
