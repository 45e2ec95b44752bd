package io.tributary.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NoticePolicyTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final NoticePolicy CHINA = new NoticePolicy(Jurisdiction.CN, 0, 0);

    @Test
    void shouldAskSevenDaysForAGeneralAndFifteenForAnImportantChange() {
        assertThat(CHINA.earliest(change("floor", 10, 11), NOW)).isEqualTo(NOW + days(7));
        assertThat(CHINA.earliest(change("floor", 10, 9), NOW)).isEqualTo(NOW + days(15));
        assertThat(new NoticePolicy(Jurisdiction.EU, 0, 0).earliest(change("floor", 10, 11), NOW))
                .isEqualTo(NOW + days(15));
    }

    @Test
    void shouldAskNothingOfAFirstVersionOfTheSameRulesOrWithoutALaw() {
        assertThat(CHINA.earliest(RuleChange.between(null, rules("floor", 9)), NOW))
                .isEqualTo(RuleBook.AT_ONCE);
        assertThat(CHINA.earliest(change("floor", 9, 9), NOW)).isEqualTo(RuleBook.AT_ONCE);
        assertThat(new NoticePolicy(Jurisdiction.NONE, 0, 0).earliest(change("floor", 10, 9), NOW))
                .isEqualTo(RuleBook.AT_ONCE);
    }

    @Test
    void shouldAskTheOperatorsOwnDaysWhereTheyAreMoreAndTheLawsInAnEmergency() {
        NoticePolicy longer = new NoticePolicy(Jurisdiction.CN, 1, 30);
        RuleChange important = change("floor", 10, 9);

        assertThat(longer.earliest(important, NOW)).isEqualTo(NOW + days(30));
        assertThat(longer.earliestByLaw(important, NOW)).isEqualTo(NOW + days(15));
        assertThat(longer.days(ChangeKind.GENERAL)).isEqualTo(7);
        assertThatThrownBy(() -> new NoticePolicy(Jurisdiction.CN, -1, 0)).hasMessageContaining("negative");
    }

    @Test
    void shouldReckonAnEarlierEndFromThatEnd() {
        assertThat(CHINA.earliest(change("endsAt", NOW + days(90), NOW + days(15)), NOW))
                .as("nothing differs before")
                .isEqualTo(RuleBook.AT_ONCE);
        assertThat(CHINA.earliest(change("endsAt", null, NOW + days(15) - 1), NOW))
                .isEqualTo(NOW + days(15));
    }

    @Test
    void shouldAskNothingForWhatHasYetToStartOrIsOver() {
        Map<String, Object> before = rules("floor", 10);
        before.put("startsAt", NOW + days(20));
        Map<String, Object> after = rules("floor", 9);
        after.put("startsAt", NOW + days(20));
        assertThat(CHINA.earliest(RuleChange.between(before, after), NOW)).isEqualTo(RuleBook.AT_ONCE);

        before.put("startsAt", 0L);
        after.put("startsAt", 0L);
        before.put("endsAt", NOW);
        assertThat(CHINA.earliest(RuleChange.between(before, after), NOW)).isEqualTo(RuleBook.AT_ONCE);
    }

    private static RuleChange change(String field, Object before, Object after) {
        return RuleChange.between(rules(field, before), rules(field, after));
    }

    private static Map<String, Object> rules(String field, Object value) {
        Map<String, Object> rules = new HashMap<>(Map.of("startsAt", 0L, "status", "ACTIVE"));
        rules.put(field, value);
        return rules;
    }

    private static long days(int days) {
        return TimeUnit.DAYS.toMillis(days);
    }
}
