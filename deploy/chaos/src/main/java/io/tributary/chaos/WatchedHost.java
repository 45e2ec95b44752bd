package io.tributary.chaos;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.stack.Ports;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.ToDoubleFunction;

/** The shoppers' recommender, which says how old its table is as the contract demands of every host. */
final class WatchedHost implements AutoCloseable {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HttpServer server;

    private WatchedHost(HttpServer server) {
        this.server = server;
        server.createContext("/metrics", exchange -> {
            byte[] answer = scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, answer.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
    }

    static WatchedHost of(BoostTable table) {
        return of(table, BoostTable::ageSeconds);
    }

    static <T> WatchedHost of(T table, ToDoubleFunction<T> ageSeconds) {
        try {
            WatchedHost host = new WatchedHost(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Ports.free()), 0));
            Gauge.builder(BoostTable.AGE_GAUGE, table, ageSeconds)
                    .baseUnit("seconds")
                    .register(host.meters);
            host.server.start();
            return host;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String scrape() {
        return meters.scrape();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
