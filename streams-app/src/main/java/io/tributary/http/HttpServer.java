package io.tributary.http;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.tributary.app.config.HttpSettings;
import io.tributary.app.config.StartupException;
import io.tributary.text.Json;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigException;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Health, metrics, settings and status over HTTP. Everything is read-only, and told to nobody but {@link Callers} lets in; health is told
 * to all.
 *
 * <ul>
 *   <li>{@code /health/live}: 200, or 503 when the instance must be restarted
 *   <li>{@code /health/ready}: 200 when every role runs, 503 with restore progress otherwise
 *   <li>{@code /metrics}: Prometheus text
 *   <li>{@code /state/merchants/ID}: what is known of a merchant; 404 when nothing is, 307 to the instance that has it, 503 while nobody can say
 *   <li>{@code /config}: settings with secrets masked, {@code /status}: roles, tasks, restore progress, last beat
 * </ul>
 */
public final class HttpServer implements AutoCloseable {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int MAX_THREADS = 16;

    private final Javalin javalin;

    private HttpServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts to listen.
     *
     * @param metrics Prometheus text
     * @param settings values as they may be shown
     * @throws StartupException when the address cannot be had, naming it and the remedy
     */
    public static HttpServer start(
            HttpSettings http,
            Health health,
            Supplier<String> metrics,
            Supplier<Map<String, String>> settings,
            MerchantLookup merchants) {
        Callers callers = Callers.of(http.access());
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 2);
            if (http.access().isTls()) {
                config.jetty.addConnector((server, connection) -> Tls.connector(http, server, connection));
            }
            config.routes.before(callers::check);
            config.routes.get("/health/live", context -> answer(context, health.live(), liveness(health)));
            config.routes.get("/health/ready", context -> answer(context, health.ready(), readiness(health)));
            config.routes.get(
                    "/metrics", context -> context.contentType(PROMETHEUS_TEXT).result(metrics.get()));
            config.routes.get("/config", context -> json(context, settings.get()));
            config.routes.get("/status", context -> json(context, health.status()));
            config.routes.get("/state/merchants/{id}", context -> merchant(context, merchants));
        });
        try {
            return new HttpServer(http.access().isTls() ? javalin.start() : javalin.start(http.host(), http.port()));
        } catch (ConfigException e) {
            javalin.stop();
            throw new StartupException(
                    "cannot serve HTTPS: " + e.getMessage() + "; http.tls.folder needs tls.crt and tls.key in PEM", e);
        } catch (RuntimeException e) {
            javalin.stop();
            throw new StartupException(
                    "cannot listen on " + http.host() + ":" + http.port()
                            + ": the port is taken or the address is not this machine's; set http.port (0 picks a free one)"
                            + " or http.host",
                    e);
        }
    }

    /** The port in use. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static void merchant(Context context, MerchantLookup merchants) {
        MerchantLookup.Answer answer = merchants.find(context.pathParam("id"));
        switch (answer.kind()) {
            case FOUND -> json(context, answer.view());
            case UNKNOWN -> {
                context.status(HttpStatus.NOT_FOUND);
                json(context, Map.of("error", answer.words()));
            }
            case ELSEWHERE -> {
                context.status(HttpStatus.TEMPORARY_REDIRECT);
                context.header(
                        "Location",
                        context.scheme() + "://" + answer.words()
                                + context.req().getRequestURI());
                json(context, Map.of("owner", answer.words()));
            }
            case AWAY -> {
                context.status(HttpStatus.SERVICE_UNAVAILABLE);
                context.header("Retry-After", "1");
                json(context, Map.of("error", answer.words()));
            }
        }
    }

    private static Map<String, Object> liveness(Health health) {
        Health.Status status = health.status();
        return Map.of("live", status.live(), "phase", status.phase(), "detail", status.detail());
    }

    private static Map<String, Object> readiness(Health health) {
        Health.Status status = health.status();
        return Map.of(
                "ready",
                status.ready(),
                "phase",
                status.phase(),
                "detail",
                status.detail(),
                "restored",
                status.restored(),
                "toRestore",
                status.toRestore());
    }

    private static void answer(Context context, boolean good, Object body) {
        context.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        json(context, body);
    }

    private static void json(Context context, Object body) {
        context.contentType("application/json").result(Json.write(body));
    }
}
