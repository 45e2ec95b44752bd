package io.tributary.topology;

import io.tributary.pool.v1.Beat;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.bounds.RuleSizes;
import java.util.ArrayList;
import java.util.List;

/**
 * Beats whose rules and lists are too large for one record. The first of them travel in records before the beat, with its number; who
 * joins them again takes all or, when one lacks, none, and says so by the digest in its report.
 *
 * <pre>
 *   number 7, rulesPart 1    number 7, rulesPart 2    number 7, rulesParts 2
 *   rules, lists             lists                    lists, and all that a beat says
 * </pre>
 */
public final class BeatParts {
    private final List<Beat> parts = new ArrayList<>();

    /** The records to send for a beat, in their order: the beat comes last. */
    public static List<Beat> split(Beat beat) {
        if (beat.getRules() == null) {
            return List.of(beat);
        }
        Packing packing = new Packing(beat);
        for (Programme programme : beat.getRules()) {
            packing.withRoomFor(RuleSizes.bytes(programme)).getRules().add(programme);
        }
        for (ReferenceList list : beat.getLists()) {
            packing.withRoomFor(RuleSizes.bytes(list)).getLists().add(list);
        }
        return packing.records();
    }

    /** Fills one record after the other. */
    private static final class Packing {
        private final Beat beat;
        private final List<Beat> records = new ArrayList<>();
        private long bytes;

        Packing(Beat beat) {
            this.beat = beat;
            records.add(emptyPart());
        }

        /** The record that so many bytes more are to be added to. */
        Beat withRoomFor(long more) {
            if (bytes + more > RuleSizes.RECORD_BYTES) {
                records.add(emptyPart());
                bytes = 0;
            }
            bytes += more;
            return records.get(records.size() - 1);
        }

        /** The beat takes what the last of them holds. */
        List<Beat> records() {
            Beat rest = records.remove(records.size() - 1);
            records.add(Beat.newBuilder(beat)
                    .setRules(rest.getRules())
                    .setLists(rest.getLists())
                    .setRulesParts(records.size())
                    .build());
            return records;
        }

        private Beat emptyPart() {
            return Beat.newBuilder()
                    .setNumber(beat.getNumber())
                    .setTime(beat.getTime())
                    .setIntervalMillis(beat.getIntervalMillis())
                    .setProgrammes(new ArrayList<>())
                    .setRulesDigest(beat.getRulesDigest())
                    .setRules(new ArrayList<>())
                    .setLists(new ArrayList<>())
                    .setRulesPart(records.size() + 1)
                    .build();
        }
    }

    /** Keeps what came before a beat. */
    public void add(Beat part) {
        if (!parts.isEmpty() && parts.get(0).getNumber() != part.getNumber()) {
            parts.clear();
        }
        parts.add(part);
    }

    /** The beat with all rules that belong to it, or with none when a part lacks. */
    public Beat join(Beat beat) {
        if (beat.getRulesParts() == 0) {
            return beat;
        }
        boolean complete = parts.size() == beat.getRulesParts() && parts.get(0).getNumber() == beat.getNumber();
        Beat.Builder joined =
                Beat.newBuilder(beat).setRulesParts(0).setRules(null).setLists(null);
        if (complete) {
            List<Programme> rules = new ArrayList<>();
            List<ReferenceList> lists = new ArrayList<>();
            parts.forEach(part -> {
                rules.addAll(part.getRules());
                lists.addAll(part.getLists());
            });
            rules.addAll(beat.getRules());
            lists.addAll(beat.getLists());
            joined.setRules(rules).setLists(lists);
        }
        parts.clear();
        return joined.build();
    }
}
