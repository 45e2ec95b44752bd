package io.tributary.bench;

import io.tributary.bench.workload.Market;
import io.tributary.schemas.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Where among the impressions on the brokers the time of each beat begins. */
public final class BeatMarks {
    private final List<Map<TopicPartition, Long>> marks = new ArrayList<>();
    private final long first = Market.BEATS_AHEAD + 1;

    private BeatMarks() {}

    /** Of the workload that lies there. */
    public static BeatMarks of(Arena arena, Market market) {
        String topic = Topics.IMPRESSIONS.name();
        Map<TopicPartition, Long> ends = arena.offsets().ends(Set.of(topic));
        BeatMarks all = new BeatMarks();
        for (long beat = all.first; beat <= market.lastBeat(); beat++) {
            Map<TopicPartition, Long> found = arena.offsets().at(topic, market.beatTime(beat));
            Map<TopicPartition, Long> mark = new HashMap<>();
            // A partition without so late a record has come to that time with its last one.
            ends.forEach((each, end) -> mark.put(each, found.get(each) < 0 ? end - 1 : found.get(each)));
            all.marks.add(mark);
        }
        return all;
    }

    /** Number of the last beat that is not later than the last event. */
    long last() {
        return first + marks.size() - 1;
    }

    /** Whether every partition has come to the beat's time with what is committed. */
    boolean isReached(long beat, Map<TopicPartition, Long> committed) {
        return beat <= last()
                && marks.get((int) (beat - first)).entrySet().stream()
                        .allMatch(mark -> committed.getOrDefault(mark.getKey(), 0L) > mark.getValue());
    }
}
