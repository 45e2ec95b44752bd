package io.tributary.stack;

import java.util.ArrayList;
import java.util.List;

/**
 * How the JVM of a broker is run.
 *
 * @param heapMegabytes its heap, at least 128; taken at once
 * @param thorough whether what is busy is compiled a second time, by the thorough compiler (C2). A broker that has much to do is quicker
 *     by it. One that has little, and lives for minutes, is not: C2 takes from the processors more than it gives back.
 */
public record BrokerJvm(int heapMegabytes, boolean thorough) {

    public BrokerJvm {
        if (heapMegabytes < 128) {
            throw new IllegalArgumentException("heapMegabytes must be at least 128, not " + heapMegabytes);
        }
    }

    /** Options of the java command. */
    List<String> options() {
        List<String> options =
                new ArrayList<>(thorough ? JvmOptions.LESS_COMPILATION : List.of("-XX:TieredStopAtLevel=1"));
        options.addAll(JvmOptions.hugePages());
        options.addAll(List.of(
                // At once: else the young generation stays small, and a collection comes every second.
                "-Xms" + heapMegabytes + "m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server=info",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS"));
        return options;
    }
}
