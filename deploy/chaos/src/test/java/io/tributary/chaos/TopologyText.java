package io.tributary.chaos;

import io.tributary.app.run.DeadLetters;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.merchant.MerchantTopology;
import io.tributary.topology.merchant.TaskLayout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What the topology of merchants looks like in a version of the service. */
public final class TopologyText {
    private TopologyText() {}

    /** Of the version whose classes this one is loaded with. */
    public static String merchant() {
        return MerchantTopology.build(
                        MerchantPolicy.of(300_000, 60_000, 10_000, ZoneOffset.UTC),
                        new TaskLayout(1, 100),
                        AvroSerdes.inMemory(),
                        TopologyObserver.NONE,
                        DeadLetters::configured)
                .describe()
                .toString();
    }

    /** Of a version that differs from this build in some classes. */
    static String merchant(Path patches) {
        try (URLClassLoader version = new URLClassLoader(classPath(patches), ClassLoader.getPlatformClassLoader())) {
            return (String) version.loadClass(TopologyText.class.getName())
                    .getMethod("merchant")
                    .invoke(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the version in " + patches + " has no topology", e);
        }
    }

    private static URL[] classPath(Path patches) throws IOException {
        List<URL> urls = new ArrayList<>();
        urls.add(patches.toUri().toURL());
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }
}
