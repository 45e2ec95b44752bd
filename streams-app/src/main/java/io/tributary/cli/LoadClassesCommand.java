package io.tributary.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Loads the classes that an instance may need, and ends. What a JVM has loaded when it ends goes into the archive that
 * {@code -XX:ArchiveClassesAtExit} names, and a start that only lacked brokers would have loaded a third of it.
 */
@Command(
        name = "load-classes",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Loads the classes that an instance may need, for an archive of classes; connects to nothing.")
final class LoadClassesCommand implements Callable<Integer> {
    private static final String SUFFIX = ".class";

    /** Of other libraries an instance needs little, or what is not known before it runs. */
    private static final List<String> PACKAGES = List.of(
            "io/tributary/",
            "org/apache/kafka/clients/",
            "org/apache/kafka/common/",
            "org/apache/kafka/streams/",
            "org/apache/avro/",
            "org/rocksdb/",
            "io/javalin/",
            "org/eclipse/jetty/",
            "io/micrometer/",
            "io/prometheus/",
            "com/fasterxml/jackson/",
            "dev/cel/",
            "ch/qos/logback/");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        int loaded = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                loaded += load(entry);
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(loaded + " classes loaded");
        out.flush();
        return 0;
    }

    private static int load(String file) {
        try (JarFile jar = new JarFile(file)) {
            return (int) jar.stream()
                    .map(JarEntry::getName)
                    .filter(LoadClassesCommand::isMeant)
                    .filter(LoadClassesCommand::isLoaded)
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static boolean isMeant(String name) {
        return name.endsWith(SUFFIX) && PACKAGES.stream().anyMatch(name::startsWith);
    }

    /** Without running its initialiser. False where it needs a library that is not there: nobody uses it then. */
    private static boolean isLoaded(String name) {
        String type = name.substring(0, name.length() - SUFFIX.length()).replace('/', '.');
        try {
            Class.forName(type, false, LoadClassesCommand.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
