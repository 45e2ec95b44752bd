package io.tributary.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One client's network: its ways to the brokers and to the registry, which nobody else takes. They run through this process, are open at
 * first, and need no rights.
 */
public final class Links implements AutoCloseable {
    private final List<Link> brokers = new ArrayList<>();
    /** Null for a stack without a registry. */
    private Link registry;

    Links() {}

    void add(Link broker) {
        brokers.add(broker);
    }

    void addRegistry(Link link) {
        registry = link;
    }

    /** All brokers as this client reaches them. */
    public String bootstrapServers() {
        return brokers.stream().map(link -> "127.0.0.1:" + link.port()).collect(Collectors.joining(","));
    }

    /** Root of the Confluent API as this client reaches it; null when the stack has no registry. */
    public String registryUrl() {
        return registry == null ? null : LocalStack.registryUrl("http", registry.port());
    }

    /** Cuts the client off from everything: connections stay open, and no byte comes through in either direction. */
    public void cut() {
        all().forEach(Link::cut);
    }

    /** Cuts the client off from one broker only, 1-based. */
    public void cut(int broker) {
        brokers.get(broker - 1).cut();
    }

    /** Takes all cuts and delays away; what was held back arrives. */
    public void mend() {
        all().forEach(link -> {
            link.slow(0);
            link.mend();
        });
    }

    /** Each piece of up to 32 KB, in either direction, takes so long, and the next one waits for it. */
    public void slow(long millis) {
        all().forEach(link -> link.slow(millis));
    }

    private Stream<Link> all() {
        return Stream.concat(brokers.stream(), Stream.ofNullable(registry));
    }

    @Override
    public void close() {
        all().forEach(Link::close);
    }
}
