package io.tributary.bench.job;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a job runs and how often it commits.
 *
 * @param applicationId its consumer group and the start of its internal topics
 * @param commitMillis milliseconds between commits
 */
public record JobSettings(
        String bootstrapServers, String registryUrl, String applicationId, Path stateFolder, int commitMillis) {

    /** The arguments of a child process. */
    public List<String> arguments() {
        return List.of(
                bootstrapServers, registryUrl, applicationId, stateFolder.toString(), Integer.toString(commitMillis));
    }

    static JobSettings parse(List<String> arguments) {
        return new JobSettings(
                arguments.get(0),
                arguments.get(1),
                arguments.get(2),
                Path.of(arguments.get(3)),
                Integer.parseInt(arguments.get(4)));
    }
}
