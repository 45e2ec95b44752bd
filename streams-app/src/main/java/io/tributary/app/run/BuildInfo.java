package io.tributary.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built: shown by {@code --version}, {@code /status} and the gauge {@code tributary_build_info}, which is always 1 and has
 * the rest in its labels, so that a dashboard can tell the versions of all instances apart.
 *
 * @param version of this project
 * @param revision the commit, {@code unknown} where the build was not told
 * @param kafka version of Kafka Streams
 */
public record BuildInfo(String version, String revision, String kafka) {
    private static final String FILE = "build.properties";

    /** What this class path was built from. */
    public static BuildInfo read() {
        Properties built = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(FILE)) {
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE + " of the class path", e);
        }
        return new BuildInfo(built.getProperty("version"), built.getProperty("revision"), built.getProperty("kafka"));
    }

    void bindTo(MeterRegistry meters) {
        Gauge.builder("tributary.build.info", () -> 1)
                .description("Always 1; the labels say what runs")
                .tag("version", version)
                .tag("revision", revision)
                .tag("kafka", kafka)
                .tag("java", Runtime.version().toString())
                .register(meters);
    }

    @Override
    public String toString() {
        return version + " (" + revision + "), Kafka " + kafka + ", Java " + Runtime.version();
    }
}
