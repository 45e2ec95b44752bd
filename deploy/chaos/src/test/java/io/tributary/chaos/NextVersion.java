package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.generic.GenericData.StringType;

/**
 * A version 2 of the service that is made for tests: version 1's sources with all kinds of changes that one version may make to what is
 * stored. It counts more in each metric cell and in each entry of the journal, has one field more in a section, and appends to what is
 * packed. It writes to one topic more, which instances of both versions side by side allow.
 */
final class NextVersion {
    private static final Path SOURCES =
            Path.of("..", "..", "streams-app", "src", "main").toAbsolutePath().normalize();
    private static final String JAVA = "java/io/tributary/";
    private static final String HEAD_SCHEMA = "avro/state/v1/MerchantHeadState.avsc";
    private static final String TOPOLOGY = JAVA + "topology/merchant/MerchantTopology.java";

    private final Path folder;
    private final List<Path> patched = new ArrayList<>();

    private NextVersion(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes it.
     *
     * @param folder for sources and classes
     * @return the folder of those classes that differ from this build's
     */
    static Path compile(Path folder) {
        return changed(folder).classes();
    }

    /** Makes one that also reads a topic more and has a store more, which asks for a stop of all instances. */
    static Path compileWithAnInputMore(Path folder) {
        NextVersion next = changed(folder);
        next.readMore();
        next.keepMore();
        return next.classes();
    }

    private static NextVersion changed(Path folder) {
        NextVersion next = new NextVersion(folder);
        next.raiseTheVersion();
        next.countMore();
        next.addAField();
        next.appendToCounts();
        next.writeMore();
        return next;
    }

    private void raiseTheVersion() {
        patch(JAVA + "domain/state/StateVersion.java", "return 1;", "return 2;");
    }

    /** A column more in open minutes, and other kinds of entries in the journal. */
    private void countMore() {
        patch(
                JAVA + "domain/metric/Measure.java",
                ";\n\n    /** All of them",
                ",\n    AT_THE_TOP;\n\n    /** All of them");
        patch(
                JAVA + "domain/merchant/ImpressionEvent.java",
                "| Measure.LATE.bitIf(late)",
                "| Measure.LATE.bitIf(late) | Measure.AT_THE_TOP.bitIf(finalRank <= 3)");
        // Kept, and not published: the contract stays as it is.
        patch(JAVA + "topology/merchant/MetricRecords.java", "EnumFields.all(", "EnumFields.known(");
    }

    private void addAField() {
        String field = "{\"name\": \"grade\", \"type\": \"long\", \"doc\": \"Added.\", \"default\": 0},\n    ";
        String first = "{\"name\": \"queued\"";
        Schema schema = new Schema.Parser().parse(replaced(SOURCES.resolve(HEAD_SCHEMA), first, field + first));
        SpecificCompiler compiler = new SpecificCompiler(schema);
        compiler.setStringType(StringType.String);
        try {
            compiler.compileToDestination(null, folder.resolve("generated").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        patched.add(folder.resolve("generated").resolve(schema.getFullName().replace('.', '/') + ".java"));
        patch(
                JAVA + "topology/merchant/HeadSection.java",
                "state.setNumber(",
                "state.setGrade(1_000_000 + head.ledgerSequence());\n        state.setNumber(");
    }

    /** To merchants' records, and to the journal's snapshots. */
    private void appendToCounts() {
        patch(
                JAVA + "domain/merchant/MerchantCounts.java",
                "writer.writeLong(dueAt());",
                "writer.writeLong(dueAt());\n        writer.writeFixed(-1);");
    }

    /** A sink, to which nothing is forwarded yet. */
    private void writeMore() {
        String before = "        topology.addSink(\n                Names.DEAD_LETTER_SINK,";
        patch(TOPOLOGY, before, "        sink(topology, \"more-sink\", Topics.LEDGER, serdes);\n" + before);
    }

    private void readMore() {
        patch(
                JAVA + "topology/merchant/MerchantInputs.java",
                "FEEDBACK, OWNERS);",
                "FEEDBACK, OWNERS, MerchantInput.<io.tributary.metrics.v1.Awareness, io.tributary.metrics.v1.Awareness>of("
                        + "Topics.AWARENESS, notice -> notice, (task, merchant, known, notice) -> {}));");
    }

    private void keepMore() {
        String before = "        topology.addStateStore(new TaskStoreBuilder(";
        String stores = "org.apache.kafka.streams.state.Stores.";
        String text = "org.apache.kafka.common.serialization.Serdes.String()";
        patch(
                TOPOLOGY,
                before,
                "        topology.addStateStore(" + stores + "keyValueStoreBuilder(" + stores
                        + "persistentKeyValueStore(\"more\"), " + text + ", " + text
                        + "), Names.MERCHANT_PROCESSOR);\n" + before);
    }

    /** Of a source that was patched before it changes what came of that. */
    private void patch(String source, String text, String instead) {
        Path file = folder.resolve(source);
        write(
                file,
                patched.contains(file)
                        ? replaced(file, text, instead)
                        : replaced(SOURCES.resolve(source), text, instead));
        if (!patched.contains(file)) {
            patched.add(file);
        }
    }

    private static String replaced(Path source, String text, String instead) {
        try {
            String before = Files.readString(source);
            assertThat(before)
                    .as("%s, which version 2 is made of: adapt the patch to it", source)
                    .containsOnlyOnce(text);
            return before.replace(text, instead);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path classes() {
        Path classes = folder.resolve("classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean done = compiler.getTask(
                            said, files, null, options, null, files.getJavaFileObjectsFromPaths(patched))
                    .call();
            assertThat(done).as("version 2 compiles: %s", said).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }
}
