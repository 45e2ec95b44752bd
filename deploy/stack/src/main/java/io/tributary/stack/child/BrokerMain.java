package io.tributary.stack.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A Kafka node: {@code BrokerMain server.properties dataFolder clusterId [users.properties]}. Formats the data folder with Kafka's own tool when it is
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
                format(settings, clusterId, args.length > 3 ? users(Path.of(args[3])) : Map.of());
            }
            Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {settings});
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Map<Object, Object> users(Path file) throws IOException {
        Properties users = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            users.load(in);
        }
        return users;
    }

    private static void format(String settings, String clusterId, Map<Object, Object> users)
            throws ReflectiveOperationException {
        List<String> list = new ArrayList<>(List.of("format", "--cluster-id", clusterId, "--config", settings));
        users.forEach((name, password) -> {
            list.add("--add-scram");
            // Few iterations are enough for passwords that are 144 bits of chance.
            list.add("SCRAM-SHA-512=[name=" + name + ",iterations=4096,password=" + password + "]");
        });
        String[] arguments = list.toArray(new String[0]);
        Object code = Class.forName("kafka.tools.StorageTool")
                .getMethod("execute", String[].class, PrintStream.class)
                .invoke(null, arguments, System.out);
        if (!Integer.valueOf(0).equals(code)) {
            throw new IllegalStateException("kafka.tools.StorageTool format ended with " + code);
        }
    }
}
