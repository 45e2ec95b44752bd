package io.tributary.demo.same;

import io.tributary.schemas.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;

/** Of everything published, per topic and key: how many records, and a digest over their times and values in their order. */
final class OutputDigests implements Publications {
    /** First records of a key that is looked at, as text. */
    static final int MOST_TEXTS = 100;

    private final KnownFields fields;
    private final Set<String> looked;
    private final Map<String, Running> all = new TreeMap<>();

    private static final class Running {
        private final MessageDigest digest = sha256();
        private final List<String> texts = new ArrayList<>();
        private int records;
    }

    /** @param looked "topic key" of what is also to be kept as text */
    OutputDigests(KnownFields fields, Set<String> looked) {
        this.fields = fields;
        this.looked = looked;
    }

    @Override
    public void take(Topic<?> topic, String key, SpecificRecord value, long time) {
        take(topic, key, time + " " + fields.text(value));
    }

    /** Takes a record that is text already. */
    void take(Topic<?> topic, String key, String text) {
        String of = topic.name() + " " + key;
        Running running = all.computeIfAbsent(of, any -> new Running());
        running.digest.update(text.getBytes(StandardCharsets.UTF_8));
        running.digest.update((byte) '\n');
        running.records++;
        if (looked.contains(of) && running.texts.size() < MOST_TEXTS) {
            running.texts.add(text);
        }
    }

    /** By "topic key": records and digest. */
    Map<String, String> lines() {
        Map<String, String> lines = new TreeMap<>();
        all.forEach((of, running) -> lines.put(of, running.records + " " + digest(running)));
        return lines;
    }

    List<String> texts(String of) {
        return all.containsKey(of) ? all.get(of).texts : List.of();
    }

    private static String digest(Running running) {
        try {
            MessageDigest soFar = (MessageDigest) running.digest.clone();
            return String.format("%016x", ByteBuffer.wrap(soFar.digest()).getLong());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has it", e);
        }
    }
}
