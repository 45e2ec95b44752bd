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
        List<Beat> records = new ArrayList<>();
        Beat part = emptyPart(beat, records);
        long bytes = 0;
        for (Programme programme : beat.getRules()) {
            long more = RuleSizes.bytes(programme);
            if (bytes + more > RuleSizes.RECORD_BYTES) {
                part = emptyPart(beat, records);
                bytes = 0;
            }
            part.getRules().add(programme);
            bytes += more;
        }
        for (ReferenceList list : beat.getLists()) {
            long more = RuleSizes.bytes(list);
            if (bytes + more > RuleSizes.RECORD_BYTES) {
                part = emptyPart(beat, records);
                bytes = 0;
            }
            part.getLists().add(list);
            bytes += more;
        }
        Beat rest = records.remove(records.size() - 1);
        records.add(Beat.newBuilder(beat)
                .setRules(rest.getRules())
                .setLists(rest.getLists())
                .setRulesParts(records.size())
                .build());
        return records;
    }

    private static Beat emptyPart(Beat beat, List<Beat> records) {
        Beat part = Beat.newBuilder()
                .setNumber(beat.getNumber())
                .setTime(beat.getTime())
                .setIntervalMillis(beat.getIntervalMillis())
                .setProgrammes(new ArrayList<>())
                .setRulesDigest(beat.getRulesDigest())
                .setRules(new ArrayList<>())
                .setLists(new ArrayList<>())
                .setRulesPart(records.size() + 1)
                .build();
        records.add(part);
        return part;
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
