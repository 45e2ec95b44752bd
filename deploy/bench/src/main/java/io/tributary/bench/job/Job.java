package io.tributary.bench.job;

import io.tributary.bench.workload.Market;
import io.tributary.cli.Main;
import io.tributary.stack.ChildProcess;
import io.tributary.stack.JvmOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The jobs that are compared, each in a process of its own. */
public enum Job {
    /** The same domain code in a hand-written loop: no framework. */
    LIMIT,
    /** The merchant topology as the service runs it. */
    TRIBUTARY,
    /** What the DSL gives. */
    DSL;

    /** All jobs run with the same. */
    private static final List<String> JVM = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch", "-Xshare:auto");

    private static final String COLLECTOR = "-XX:+UseSerialGC";
    private static final Pattern ANOTHER_COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    /** Its name in results and on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The job with this id, or null. */
    public static Job byId(String id) {
        return Arrays.stream(values())
                .filter(job -> job.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Whether it answers beats with reports, by which its counts can be checked. */
    public boolean reports() {
        return this != DSL;
    }

    /** Consumer group of the job with this application id. */
    public String group(String applicationId) {
        return this == TRIBUTARY ? applicationId + "-merchant" : applicationId;
    }

    /**
     * Starts it; it runs until it is killed.
     *
     * @param extraSettings of the service, for {@link #TRIBUTARY}
     * @param extraJvm options of the JVM
     */
    public ChildProcess start(JobSettings settings, Map<String, String> extraSettings, List<String> extraJvm) {
        List<String> jvm = new ArrayList<>(JVM);
        jvm.addAll(JvmOptions.LESS_COMPILATION);
        jvm.addAll(JvmOptions.hugePages());
        // The JVM refuses to be given two.
        if (extraJvm.stream().noneMatch(ANOTHER_COLLECTOR.asMatchPredicate())) {
            jvm.add(COLLECTOR);
        }
        jvm.addAll(extraJvm);
        boolean service = this == TRIBUTARY;
        return ChildProcess.java(
                id(),
                System.getProperty("java.class.path"),
                service ? Main.class.getName() : JobMain.class.getName(),
                service ? serviceArguments(settings, extraSettings) : jobArguments(settings),
                jvm,
                Map.of(),
                settings.stateFolder().resolve(id() + ".log"));
    }

    private List<String> jobArguments(JobSettings settings) {
        List<String> arguments = new ArrayList<>(List.of(id()));
        arguments.addAll(settings.arguments());
        return arguments;
    }

    private static List<String> serviceArguments(JobSettings settings, Map<String, String> extra) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "bootstrap.servers", settings.bootstrapServers(),
                "schema.registry.url", settings.registryUrl(),
                "application.prefix", settings.applicationId(),
                "state.dir", settings.stateFolder().toString(),
                "roles", "merchant",
                "commit.interval.ms", Integer.toString(settings.commitMillis()),
                "metrics.time.zone", Market.ZONE.getId(),
                "beat.clock", "event",
                "http.port", "0"));
        all.putAll(extra);
        List<String> arguments = new ArrayList<>(List.of("run"));
        all.forEach((key, value) -> {
            arguments.add("--set");
            arguments.add(key + "=" + value);
        });
        return arguments;
    }
}
