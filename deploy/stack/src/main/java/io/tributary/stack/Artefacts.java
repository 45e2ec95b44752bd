package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Where the jars of broker and registry lie, as laid out by the module deploy/stack/artefacts. Looked for in the folder that the system
 * property {@value #PROPERTY} or the environment's {@value #VARIABLE} names, else in the repository around this class or around the
 * working directory; so neither a moved clone nor an installed jar is a problem.
 */
record Artefacts(Path kafka, Path registryRunner) {
    static final String PROPERTY = "tributary.stack.artefacts";
    static final String VARIABLE = "TRIBUTARY_STACK_ARTEFACTS";
    private static final String IN_REPOSITORY = "deploy/stack/artefacts/target";
    private static final String REMEDY =
            "run 'mvn validate -pl deploy/stack/artefacts' in the repository, with access to Maven Central, or name the folder in "
                    + VARIABLE;

    /** Class path entry for all of the broker's jars. */
    String kafkaClassPath() {
        return kafka.resolve("*").toString();
    }

    /** One of the broker's jars, by its artifact's name. */
    Path kafkaJar(String name) {
        return kafka.resolve(name + "-" + versions().getProperty("kafka") + ".jar");
    }

    static Artefacts find() {
        String named = System.getProperty(PROPERTY, System.getenv(VARIABLE));
        if (named != null && !named.isBlank()) {
            return in(Path.of(named).toAbsolutePath());
        }
        return Stream.concat(ownLocation().stream(), Stream.of(Path.of("").toAbsolutePath()))
                .flatMap(start -> Stream.iterate(start, folder -> folder != null, Path::getParent))
                .map(folder -> folder.resolve(IN_REPOSITORY))
                .filter(Files::isDirectory)
                .findFirst()
                .map(Artefacts::in)
                .orElseThrow(() -> new StackException(
                        "the jars of Kafka and of the registry are not there (" + IN_REPOSITORY + ")", REMEDY));
    }

    static Artefacts in(Path folder) {
        Properties versions = versions();
        Path kafka = folder.resolve("kafka-" + versions.getProperty("kafka"));
        Path broker = kafka.resolve("kafka_2.13-" + versions.getProperty("kafka") + ".jar");
        Path registry = folder.resolve("registry-" + versions.getProperty("registry"));
        Path runner = registry.resolve("apicurio-registry-app-" + versions.getProperty("registry") + "-runner.jar");
        for (Path needed : new Path[] {broker, runner}) {
            if (!Files.isRegularFile(needed)) {
                throw new StackException("artefact not found: " + needed, REMEDY);
            }
        }
        return new Artefacts(kafka, runner);
    }

    private static Properties versions() {
        try (InputStream stream = Artefacts.class.getResourceAsStream("versions.properties")) {
            Properties versions = new Properties();
            versions.load(stream);
            return versions;
        } catch (IOException e) {
            throw new StackException("versions.properties of tributary-stack cannot be read", "build it again", e);
        }
    }

    private static Optional<Path> ownLocation() {
        CodeSource source = Artefacts.class.getProtectionDomain().getCodeSource();
        if (source == null || !"file".equals(source.getLocation().getProtocol())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
