package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recommender that takes tributary-schemas as a dependency: a project of its own in an empty folder, with an empty local repository, which
 * is filled from this machine's. It compiles, runs a BoostTable, and gets no class that may be in the way of a client it has already.
 */
class ConsumerIT {
    private static final String VERSION = System.getProperty("project.version");
    private static final long MINUTES = 5;

    @TempDir
    private Path folder;

    @Test
    void shouldCompileAndRunInAnEmptyFolder() throws Exception {
        publish("tributary-parent", Path.of("../pom.xml"), null);
        publish("tributary-confluent-client", Path.of("confluent-client/pom.xml"), Path.of("confluent-client/target"));
        publish("tributary-schemas", Path.of("pom.xml"), Path.of("target"));
        write(
                "settings.xml",
                SETTINGS.formatted(Path.of(System.getProperty("maven.local")).toUri()));
        write("pom.xml", POM.formatted(VERSION));
        write("src/main/java/host/Host.java", HOST);

        run(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-s",
                "settings.xml",
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "compile",
                "dependency:build-classpath",
                "-Dmdep.outputFile=classpath"));
        String classpath = Files.readString(folder.resolve("classpath")).strip();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = run(List.of(java, "-cp", folder.resolve("target/classes") + ":" + classpath, "host.Host"));

        assertThat(said).contains("no boost, silent");
        assertNoClassInTheWay(Arrays.stream(classpath.split(":")).map(Path::of).toList());
    }

    /** All of ours is in packages of ours; a registry client of the host's own, or Flink, meets none of its names. */
    private static void assertNoClassInTheWay(List<Path> jars) throws IOException {
        List<String> clashing = new ArrayList<>();
        List<String> misplaced = new ArrayList<>();
        for (Path jar : jars) {
            try (JarFile file = new JarFile(jar.toFile())) {
                List<String> classes = file.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.endsWith(".class"))
                        .toList();
                clashing.addAll(classes.stream()
                        .filter(name -> name.startsWith("io/confluent/") || name.startsWith("org/apache/flink/"))
                        .toList());
                if (jar.getFileName().toString().startsWith("tributary-")) {
                    assertThat(classes).isNotEmpty();
                    misplaced.addAll(classes.stream()
                            .filter(name -> !name.startsWith("io/tributary/"))
                            .toList());
                }
            }
        }
        assertThat(clashing).isEmpty();
        assertThat(misplaced).isEmpty();
    }

    /** As {@code mvn install} would, but into the consumer's repository. */
    private void publish(String artifact, Path pom, Path target) throws IOException {
        Path home = folder.resolve("repository/io/tributary").resolve(artifact).resolve(VERSION);
        Files.createDirectories(home);
        String name = artifact + "-" + VERSION;
        Files.copy(pom, home.resolve(name + ".pom"));
        if (target != null) {
            Files.copy(target.resolve(name + ".jar"), home.resolve(name + ".jar"));
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        assertThat(ended && process.exitValue() == 0)
                .as("%s in %s says %s", command, list(), said)
                .isTrue();
        return said;
    }

    private List<Path> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String SETTINGS = """
            <settings>
              <mirrors>
                <mirror>
                  <id>this-machine</id>
                  <mirrorOf>*</mirrorOf>
                  <url>%s</url>
                </mirror>
              </mirrors>
            </settings>
            """;

    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>host</groupId>
              <artifactId>host</artifactId>
              <version>1</version>
              <properties>
                <maven.compiler.release>17</maven.compiler.release>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
              </properties>
              <dependencies>
                <dependency>
                  <groupId>io.tributary</groupId>
                  <artifactId>tributary-schemas</artifactId>
                  <version>%s</version>
                </dependency>
              </dependencies>
              <build>
                <plugins>
                  <plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
                  <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
                  <plugin><artifactId>maven-dependency-plugin</artifactId><version>3.10.0</version></plugin>
                </plugins>
              </build>
            </project>
            """;

    private static final String HOST = """
            package host;

            import io.tributary.common.v1.Surface;
            import io.tributary.schemas.boost.BoostTable;
            import io.tributary.schemas.boost.BoostTableSettings;

            public final class Host {
                public static void main(String[] args) {
                    try (BoostTable table =
                            BoostTable.start(BoostTableSettings.of("127.0.0.1:1", "http://127.0.0.1:1"))) {
                        boolean none = table.boost("merchant", Surface.FEED, 500).isNone();
                        System.out.println((none ? "no boost" : "a boost")
                                + (table.staleness().silent() ? ", silent" : ", heard"));
                    }
                }
            }
            """;
}
