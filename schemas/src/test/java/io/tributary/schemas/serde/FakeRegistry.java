package io.tributary.schemas.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server in the registry's place that answers what it is told, in this order; the last answer again and again. */
final class FakeRegistry implements AutoCloseable {
    static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
    static final String PAGE = "<html><body>404 Not Found: default backend</body></html>";

    final AtomicInteger asked = new AtomicInteger();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final HttpServer server;

    private record Answer(int status, String body) {}

    FakeRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    FakeRegistry then(int status, String body) {
        return then(1, status, body);
    }

    synchronized FakeRegistry then(int times, int status, String body) {
        for (int i = 0; i < times; i++) {
            answers.addLast(new Answer(status, body));
        }
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A schema as the registry says it. */
    static String schema(String type, String text) {
        return "{" + (type == null ? "" : "\"schemaType\":\"" + type + "\",") + "\"schema\":\""
                + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        Answer answer = next();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private synchronized Answer next() {
        return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
