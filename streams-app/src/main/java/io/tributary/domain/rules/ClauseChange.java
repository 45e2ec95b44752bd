package io.tributary.domain.rules;

import io.tributary.domain.LocalizedText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changes in the clauses of eligibility. All must hold: without one at least as many merchants are eligible, which is general.
 * Of a new expression nobody can say in general whom it leaves out: it is important, as a new clause is.
 */
final class ClauseChange {
    static final String FIELD = "eligibility";

    private ClauseChange() {}

    /**
     * @param before clauses as lists of maps with id, expression and reason, or null
     * @param after the same
     */
    static List<RuleDifference> between(Object before, Object after) {
        Map<Object, Map<?, ?>> old = byId(before);
        Map<Object, Map<?, ?>> now = byId(after);
        List<RuleDifference> differences = new ArrayList<>();
        old.forEach((id, clause) -> {
            if (!now.containsKey(id)) {
                differences.add(new RuleDifference(
                        path(id), clause, null, ChangeKind.GENERAL, sentence("取消条件", "Condition dropped", clause)));
            }
        });
        now.forEach((id, clause) -> {
            if (!old.containsKey(id)) {
                differences.add(new RuleDifference(
                        path(id), null, clause, ChangeKind.IMPORTANT, sentence("新增条件", "New condition", clause)));
            } else if (!old.get(id).equals(clause)) {
                differences.add(changed(id, old.get(id), clause));
            }
        });
        return differences;
    }

    private static RuleDifference changed(Object id, Map<?, ?> before, Map<?, ?> after) {
        Map<Object, Object> reworded = new LinkedHashMap<>(before);
        reworded.put("reason", after.get("reason"));
        return reworded.equals(after)
                ? new RuleDifference(
                        path(id), before, after, ChangeKind.GENERAL, sentence("条件改写说明", "Condition reworded", after))
                : new RuleDifference(
                        path(id), before, after, ChangeKind.IMPORTANT, sentence("修改条件", "Condition changed", after));
    }

    private static Map<Object, Map<?, ?>> byId(Object clauses) {
        Map<Object, Map<?, ?>> byId = new LinkedHashMap<>();
        if (clauses instanceof List<?> all) {
            for (Object each : all) {
                Map<?, ?> clause = (Map<?, ?>) each;
                byId.put(clause.get("id"), clause);
            }
        }
        return byId;
    }

    private static String path(Object id) {
        return FIELD + "." + id;
    }

    private static LocalizedText sentence(String zh, String en, Map<?, ?> clause) {
        Map<?, ?> reason = (Map<?, ?>) clause.get("reason");
        return new LocalizedText(zh + "：" + reason.get("zh"), en + ": " + reason.get("en"));
    }
}
