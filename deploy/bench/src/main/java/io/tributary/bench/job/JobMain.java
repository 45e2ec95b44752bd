package io.tributary.bench.job;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A job of the comparison as a process of its own: runs until it is killed. */
public final class JobMain {
    private JobMain() {}

    public static void main(String[] args) throws Exception {
        ((Logger) LoggerFactory.getLogger("org.apache.kafka")).setLevel(Level.WARN);
        List<String> arguments = Arrays.asList(args);
        JobSettings settings = JobSettings.parse(arguments.subList(1, arguments.size()));
        switch (arguments.get(0)) {
            case "limit" -> new LimitJob(settings).run();
            case "dsl" -> DslJob.run(settings);
            default -> throw new IllegalArgumentException("no such job: " + arguments.get(0));
        }
    }
}
