package io.tributary.stack;

import java.util.List;

/** Options of JVMs that share a few processors. */
public final class JvmOptions {
    /**
     * Leaves to the quick compiler (C1) what is called now and then, and has the thorough one (C2) inline less. At Kafka's breadth of
     * code C2 else takes half a processor in the first minutes of a process: 1.7 us of the service's 4.3 us an event in the bench, 0.7
     * of 3.4 us with these. What is called a hundred thousand times a second is compiled by C2 all the same. The script that starts
     * the service has the same.
     */
    public static final List<String> LESS_COMPILATION = List.of(
            "-XX:Tier4InvocationThreshold=30000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:InlineSmallCode=1200");

    private JvmOptions() {}
}
