package io.tributary.stack.child;

import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Kafka node: {@code BrokerMain server.properties dataFolder clusterId}. Formats the data folder with Kafka's own tool when it is
 * new, then becomes the broker. One JVM for both, because starting another takes as long as the broker itself.
 */
public final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) throws Throwable {
        String settings = args[0];
        Path data = Path.of(args[1]);
        String clusterId = args[2];
        try {
            if (!Files.exists(data.resolve("meta.properties"))) {
                format(settings, clusterId);
            }
            Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {settings});
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void format(String settings, String clusterId) throws ReflectiveOperationException {
        String[] arguments = {"format", "--cluster-id", clusterId, "--config", settings};
        Object code = Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, arguments, System.out);
        if (!Integer.valueOf(0).equals(code)) {
            throw new IllegalStateException("kafka.tools.StorageTool format ended with " + code);
        }
    }
}
