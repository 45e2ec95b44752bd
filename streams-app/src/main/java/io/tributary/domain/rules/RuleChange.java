package io.tributary.domain.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * What one version of a programme changes in another, field by field, and whether that is {@link ChangeKind general or important}.
 * Values are plain: numbers, texts, lists and maps of these, or null, by their names in the contract. Which field is general when
 * stands in {@link RuleFields}; one that does not stand there is important, whatever changes in it.
 */
public final class RuleChange {
    private final Map<String, Object> before;
    private final Map<String, Object> after;
    private final List<RuleDifference> differences;

    private RuleChange(Map<String, Object> before, Map<String, Object> after, List<RuleDifference> differences) {
        this.before = before;
        this.after = after;
        this.differences = List.copyOf(differences);
    }

    /**
     * @param before the version that would be in force without the other; null for none: then nothing changes
     * @param after the version that takes its place
     */
    public static RuleChange between(Map<String, Object> before, Map<String, Object> after) {
        if (before == null) {
            return new RuleChange(after, after, List.of());
        }
        List<RuleDifference> differences = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.removeAll(RuleFields.NO_RULES);
        for (String name : names) {
            if (name.equals(ClauseChange.FIELD)) {
                differences.addAll(ClauseChange.between(before.get(name), after.get(name)));
            } else if (!RuleFields.same(name, before.get(name), after.get(name))) {
                differences.add(RuleFields.difference(name, before.get(name), after.get(name)));
            }
        }
        return new RuleChange(before, after, differences);
    }

    /** In the order of the fields' names. */
    public List<RuleDifference> differences() {
        return differences;
    }

    /** Important when any difference is. */
    public ChangeKind kind() {
        return differences.stream().anyMatch(each -> each.kind() == ChangeKind.IMPORTANT)
                ? ChangeKind.IMPORTANT
                : ChangeKind.GENERAL;
    }

    /**
     * The first moment at which the later version may be in force so that no difference tells before its notice ends. While both
     * have yet to start nothing tells; an end that moves tells from the earlier end on.
     *
     * @param noticeEnds end of the notice that a kind of change owes, epoch milliseconds
     * @param now epoch milliseconds
     * @return epoch milliseconds, or {@link RuleBook#AT_ONCE}
     */
    long earliest(ToLongFunction<ChangeKind> noticeEnds, long now) {
        long earliest = RuleBook.AT_ONCE;
        if (isOver(now)) {
            return earliest;
        }
        for (RuleDifference each : differences) {
            long end = noticeEnds.applyAsLong(each.kind());
            if (end > now && tells(each) < end) {
                earliest = Math.max(earliest, end);
            }
        }
        return earliest;
    }

    /** Of what is over nobody has anything any more. */
    private boolean isOver(long now) {
        return ProgrammeStatus.ENDED.name().equals(before.get(RuleFields.STATUS))
                || moment(before, RuleFields.ENDS_AT, Long.MAX_VALUE) <= now;
    }

    private long tells(RuleDifference difference) {
        String field = difference.field().equals(RuleFields.ENDS_AT) ? RuleFields.ENDS_AT : RuleFields.STARTS_AT;
        long none = field.equals(RuleFields.ENDS_AT) ? Long.MAX_VALUE : RuleBook.AT_ONCE;
        return Math.min(moment(before, field, none), moment(after, field, none));
    }

    private static long moment(Map<String, Object> values, String field, long none) {
        return values.get(field) instanceof Number time ? time.longValue() : none;
    }
}
