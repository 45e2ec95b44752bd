package io.tributary.demo.same;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.RealInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a run published once, and whether it does so still. Of each run there is a file with a line for each topic and key: records
 * and digest; one with the fields that count; and one with the first records of one key of each topic in full, to show a difference.
 */
final class GoldenOutput {
    private static final String MODE = "golden.output";
    private static final String REWRITE = "rewrite";
    private static final int NAMED = 10;

    private final Path lines;
    private final Path fields;
    private final Path samples;
    private final Path differences;

    GoldenOutput(String run) {
        Path folder = RealInput.repository().resolve("deploy/demo/src/test/resources/golden-output");
        this.lines = folder.resolve(run + ".txt");
        this.fields = folder.resolve(run + "-fields.txt");
        this.samples = folder.resolve(run + "-samples.txt.gz");
        this.differences = Path.of("target", "same-output", run);
    }

    /** Plays, and compares what is published with what is recorded; {@code -Dgolden.output=rewrite} records it anew. */
    void check(Consumer<OutputDigests> play) {
        try {
            if (REWRITE.equals(System.getProperty(MODE))) {
                rewrite(play);
            }
            compare(play);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compare(Consumer<OutputDigests> play) throws IOException {
        KnownFields known = KnownFields.read(fields);
        Map<String, String> expected = new TreeMap<>();
        for (String line : Files.readAllLines(lines)) {
            String[] words = line.split(" ");
            expected.put(words[0] + " " + words[1], words[2] + " " + words[3]);
        }
        OutputDigests digests = new OutputDigests(known, Set.of());
        play.accept(digests);
        Map<String, String> actual = new TreeMap<>(digests.lines());
        List<String> different = different(expected, actual);
        if (!different.isEmpty()) {
            show(known, different, play);
        }
        assertThat(different)
                .as(
                        "topics and keys (of %d) whose records are not as recorded, the first %d; both sequences of some in %s;"
                                + " if they are meant to change: -D%s=%s",
                        expected.size(), NAMED, differences.toAbsolutePath(), MODE, REWRITE)
                .isEmpty();
    }

    private static List<String> different(Map<String, String> expected, Map<String, String> actual) {
        Set<String> all = new TreeSet<>(expected.keySet());
        all.addAll(actual.keySet());
        List<String> different = new ArrayList<>();
        for (String of : all) {
            if (!actual.getOrDefault(of, "none").equals(expected.getOrDefault(of, "none"))) {
                different.add(
                        of + ": " + expected.getOrDefault(of, "none") + ", now " + actual.getOrDefault(of, "none"));
            }
        }
        // Of each topic the first ones: a long list of one topic's keys says nothing more.
        Map<String, List<String>> byTopic = new LinkedHashMap<>();
        different.forEach(
                each -> byTopic.computeIfAbsent(each.substring(0, each.indexOf(' ')), topic -> new ArrayList<>())
                        .add(each));
        List<String> named = new ArrayList<>();
        byTopic.forEach((topic, each) -> {
            named.addAll(each.subList(0, Math.min(NAMED, each.size())));
            if (each.size() > NAMED) {
                named.add(topic + ": " + (each.size() - NAMED) + " keys more");
            }
        });
        return named;
    }

    private void show(KnownFields known, List<String> different, Consumer<OutputDigests> play) throws IOException {
        Map<String, List<String>> recorded = readSamples();
        OutputDigests again = new OutputDigests(known, recorded.keySet());
        play.accept(again);
        Files.createDirectories(differences);
        for (Map.Entry<String, List<String>> sample : recorded.entrySet()) {
            if (!sample.getValue().equals(again.texts(sample.getKey()))) {
                String name = sample.getKey().replaceAll("[^A-Za-z0-9-]", "_");
                Files.write(differences.resolve(name + ".recorded.txt"), sample.getValue());
                Files.write(differences.resolve(name + ".now.txt"), again.texts(sample.getKey()));
            }
        }
        Files.write(differences.resolve("different.txt"), different);
    }

    private void rewrite(Consumer<OutputDigests> play) throws IOException {
        Files.createDirectories(lines.getParent());
        KnownFields known = KnownFields.learning();
        OutputDigests first = new OutputDigests(known, Set.of());
        play.accept(first);
        known.write(fields);
        Files.write(
                lines,
                first.lines().entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .toList());
        Set<String> sampled = sampled(first.lines().keySet());
        OutputDigests second = new OutputDigests(known, sampled);
        play.accept(second);
        writeSamples(sampled, second);
    }

    /** Of each topic the key in the middle. */
    private static Set<String> sampled(Set<String> all) {
        Map<String, List<String>> byTopic = new TreeMap<>();
        all.forEach(of -> byTopic.computeIfAbsent(of.substring(0, of.indexOf(' ')), topic -> new ArrayList<>())
                .add(of));
        Set<String> sampled = new TreeSet<>();
        byTopic.values().forEach(keys -> sampled.add(keys.get(keys.size() / 2)));
        return sampled;
    }

    private void writeSamples(Set<String> sampled, OutputDigests digests) throws IOException {
        try (Writer out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(samples)), StandardCharsets.UTF_8)) {
            for (String of : sampled) {
                for (String text : digests.texts(of)) {
                    out.write(of + "\t" + text + "\n");
                }
            }
        }
    }

    private Map<String, List<String>> readSamples() throws IOException {
        Map<String, List<String>> recorded = new TreeMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(samples)), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                int tab = line.indexOf('\t');
                recorded.computeIfAbsent(line.substring(0, tab), of -> new ArrayList<>())
                        .add(line.substring(tab + 1));
            }
        }
        return recorded;
    }
}
