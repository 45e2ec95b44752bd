package io.tributary.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.SocketFactory;
import javax.net.ssl.HttpsURLConnection;

/**
 * Real KRaft brokers and a real Schema Registry as child processes on 127.0.0.1. They end with this process, whichever way it ends.
 * Nodes are numbered from 1. A node that is stopped or killed and started again has its port and its data.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    private final List<StackNode> brokers;
    private final StackNode registry;
    private final FileChannel lock;
    /** Null for a stack that is open to all. */
    private final StackSecurity security;

    private final List<Integer> certificatePorts;
    private final Map<String, Links> links;

    private final Consumer<String> progress;

    private LocalStack(StackNodes nodes, String clusterId, FileChannel lock, Consumer<String> progress) {
        this.brokers = nodes.brokers(clusterId);
        this.registry = nodes.hasRegistry() ? nodes.registry() : null;
        this.security = nodes.security();
        this.certificatePorts = nodes.certificatePorts();
        this.links = nodes.links();
        this.lock = lock;
        this.progress = progress;
    }

    /**
     * Starts everything and returns when it is ready: every broker knows every other, the registry answers.
     *
     * @param progress receives one line a step
     * @throws StackException with one line on what is wrong and what helps; nothing is left running
     */
    public static LocalStack start(StackSettings settings, Consumer<String> progress) throws StackException {
        Artefacts artefacts = Artefacts.find();
        Memory.require(settings);
        StackFolder folder = new StackFolder(settings.folder());
        String clusterId =
                folder.prepare(settings.nodes().brokers(), settings.reach().secure());
        DetachedStack.requireNone(folder);
        FileChannel lock = folder.lock();
        LocalStack stack = null;
        try {
            stack = new LocalStack(new StackNodes(settings, folder, artefacts), clusterId, lock, progress);
            stack.startAll();
            return stack;
        } catch (RuntimeException | Error e) {
            abandon(stack, lock);
            throw e;
        }
    }

    private static void abandon(LocalStack stack, FileChannel lock) {
        if (stack != null) {
            stack.nodes().forEach(StackNode::kill);
            stack.links.values().forEach(Links::close);
        }
        unlock(lock);
    }

    /** Launches all before waiting for any: three brokers form a quorum together, and the registry takes as long as they do. */
    private synchronized void startAll() {
        long begin = System.nanoTime();
        for (StackNode node : nodes()) {
            node.launch();
            progress.accept(node.name() + ": starting on 127.0.0.1:" + node.port() + ", pid "
                    + node.status().pid());
        }
        Set<Integer> all =
                IntStream.rangeClosed(1, brokers.size()).boxed().collect(Collectors.toCollection(TreeSet::new));
        for (StackNode broker : brokers) {
            broker.awaitReady(() -> sees(broker, all), READY);
            reportReady(broker, begin);
        }
        if (registry != null) {
            registry.awaitReady(this::registryAnswers, READY);
            reportReady(registry, begin);
        }
    }

    private void reportReady(StackNode node, long begin) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.accept(String.format(Locale.ROOT, "%s: ready after %.1f s", node.name(), seconds));
    }

    /** What it is secured with; null for a stack that is open to all. */
    public StackSecurity security() {
        return security;
    }

    /** A secured broker says who its fellows are only to those it knows, as it does one of them. */
    private boolean sees(StackNode broker, Set<Integer> nodes) {
        return security == null
                ? BrokerProbe.sees(broker.port(), SocketFactory.getDefault(), nodes)
                : BrokerProbe.sees(
                        certificatePorts.get(brokers.indexOf(broker)),
                        security.ofNodes().getSocketFactory(),
                        nodes);
    }

    /** All brokers, whether they run or not, as clients want them. */
    public String bootstrapServers() {
        return servers(brokers.stream().map(StackNode::port).toList());
    }

    /** The same for clients that log in by their certificates; empty when the stack is open to all. */
    public String certificateServers() {
        return servers(certificatePorts);
    }

    private static String servers(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** Root of the Confluent API; null when the stack has no registry. */
    public String registryUrl() {
        return registry == null ? null : registryUrl(security == null ? "http" : "https", registry.port());
    }

    static String registryUrl(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + CONFLUENT_API;
    }

    /** The network of a client that was named in {@link StackSettings#linked}; empty for others, who reach the stack as everybody does. */
    public Optional<Links> links(String client) {
        return Optional.ofNullable(links.get(client));
    }

    /** Stops a node as an operator would (SIGTERM, controlled shutdown). Nothing happens when it does not run. */
    public synchronized void stopBroker(int node) {
        broker(node).stop(STOP);
    }

    /** Starts a stopped or killed node and returns when it is a member again. Nothing happens when it runs. */
    public synchronized void startBroker(int node) {
        StackNode broker = broker(node);
        if (broker.isAlive()) {
            return;
        }
        broker.launch();
        awaitMember(node);
    }

    private void awaitMember(int node) {
        Set<Integer> expected = Set.of(node);
        for (StackNode witness : brokers) {
            if (witness.isAlive()) {
                broker(node).awaitReady(() -> sees(witness, expected), READY);
            }
        }
    }

    /** Kills a node (kill -9) and returns when the process is gone. */
    public synchronized void killBroker(int node) {
        broker(node).kill();
    }

    /** Stops a running node where it is (SIGSTOP): its connections stay open and nothing answers, until {@link #resumeBroker}. */
    public synchronized void suspendBroker(int node) {
        broker(node).suspend();
    }

    /** Lets a suspended node go on (SIGCONT), and returns when it is a member again. */
    public synchronized void resumeBroker(int node) {
        broker(node).resume();
        awaitMember(node);
    }

    public synchronized void stopRegistry() {
        requireRegistry().stop(STOP);
    }

    /** Starts a stopped or killed registry, with all it knew, and returns when it answers. Nothing happens when it runs. */
    public synchronized void startRegistry() {
        StackNode node = requireRegistry();
        if (!node.isAlive()) {
            node.launch();
            node.awaitReady(this::registryAnswers, READY);
        }
    }

    /** Kills the registry (kill -9) and returns when the process is gone. */
    public synchronized void killRegistry() {
        requireRegistry().kill();
    }

    /** Every process, in the order of nodes, the registry last. */
    public synchronized List<ProcessStatus> status() {
        return nodes().stream().map(StackNode::status).toList();
    }

    /** Stops everything within half a minute, by force if need be. Data and logs stay. */
    @Override
    public synchronized void close() {
        // All at once: it takes as long as the slowest, and Kafka gives up its quorum in order, measured with three
        // nodes.
        if (registry != null) {
            registry.requestStop();
        }
        brokers.forEach(StackNode::requestStop);
        nodes().forEach(node -> node.stop(STOP));
        links.values().forEach(Links::close);
        unlock(lock);
    }

    /** Lets every process outlive this one, and the folder go. */
    synchronized void release() {
        nodes().forEach(StackNode::release);
        unlock(lock);
    }

    private boolean registryAnswers() {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(registryUrl() + "/subjects").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            if (security != null && connection instanceof HttpsURLConnection https) {
                https.setSSLSocketFactory(security.trusting().getSocketFactory());
                String login = StackSecurity.REGISTRY_USER + ":" + security.password(StackSecurity.REGISTRY_USER);
                https.setRequestProperty(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
            }
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private List<StackNode> nodes() {
        List<StackNode> all = new ArrayList<>(brokers);
        if (registry != null) {
            all.add(registry);
        }
        return all;
    }

    private StackNode broker(int node) {
        if (node < 1 || node > brokers.size()) {
            throw new IllegalArgumentException("node " + node + " is none of this stack's 1.." + brokers.size());
        }
        return brokers.get(node - 1);
    }

    private StackNode requireRegistry() {
        if (registry == null) {
            throw new IllegalStateException("this stack was started without a registry: set registry in its settings");
        }
        return registry;
    }

    private static void unlock(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StackException("cannot unlock the stack's folder", "look for a full or removed disk", e);
        }
    }
}
