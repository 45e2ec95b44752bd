package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Programme;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who is enrolled, and what merchants are told about it. */
class MerchantEntitlementsTest {
    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldGiveReasonsInBothLanguages() {
        task.profiles.pipeInput("small", MerchantSamples.profile("small").build());
        task.profiles.pipeInput(
                "large",
                MerchantSamples.profile("large").setSizeClass(SizeClass.LARGE).build());
        task.beat(NOON);

        List<Entitlement> told = task.entitlements.readValuesToList();
        assertThat(told)
                .extracting(
                        Entitlement::getMerchantId,
                        one -> one.getDecisions().get(0).getEligible())
                .containsExactly(tuple("small", true), tuple("large", false));
        assertThat(told.get(1).getDecisions().get(0).getReasons()).allSatisfy(reason -> {
            assertThat(reason.getZh()).isEqualTo("小微商家");
            assertThat(reason.getEn()).isEqualTo("Small firms");
        });
        task.beat(NOON + SECOND);
        assertThat(task.entitlements.isEmpty()).isTrue();
    }

    @Test
    void shouldNotBlameAMerchantForARuleThatCannotBeEvaluated() {
        task.profiles.pipeInput("m1", MerchantSamples.profile("m1").build());
        Programme programme = MerchantSamples.programme("newcomer", 2).build();
        programme.getEligibility().get(0).setExpression("merchant.regionCode in lists['nowhere']");
        task.put(programme);
        task.beat(NOON);

        Decision decision = task.entitlements.readValue().getDecisions().get(0);
        assertThat(decision.getEligible()).isFalse();
        assertThat(decision.getClauses())
                .containsExactly(
                        "not-evaluated:" + programme.getEligibility().get(0).getId());
        assertThat(decision.getReasons().get(0).getEn())
                .contains("a fault of the platform's rules, not of the merchant's");
        assertThat(decision.getReasons().get(0).getZh()).contains("与商家无关");
    }

    @Test
    void shouldEnrolAMerchantAgainThatChangedItsMind() {
        task.grant(NOON, 90, "m1");
        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setOptOut(true).build());
        task.beat(NOON + SECOND);
        task.directives.readValuesToList();
        task.profiles.pipeInput("m1", MerchantSamples.profile("m1").build());
        task.beat(NOON + 2 * SECOND);
        assertThat(task.directives.isEmpty())
                .as("not before the rate covers it")
                .isTrue();
        task.newcomer().setRatedBeat(task.lastBeat());
        task.beat(NOON + 3 * SECOND);
        assertThat(task.lastBoost("m1").getRemaining()).isEqualTo(100);
    }

    @Test
    void shouldGoOnWithWhatWasSpentWhenAMerchantComesBackWithinThePeriod() {
        task.grant(NOON, 90, "m1");
        String directive = task.lastBoost("m1").getDirectiveId();
        task.show("m1", task.boosted(directive, NOON + 100).setImpressionId("before"));
        task.profiles.pipeInput(
                "m1", MerchantSamples.profile("m1").setOptOut(true).build());
        PoolReport left = task.beat(NOON + SECOND);
        assertThat(left.getProgrammes().get(0).getCommitted()).isEqualTo(1);
        task.show("m1", task.boosted(directive, NOON + 1100).setImpressionId("while away"));
        assertThat(task.beat(NOON + 2 * SECOND).getProgrammes().get(0).getCommitted())
                .as("the page was ranked before")
                .isEqualTo(2);
        task.profiles.pipeInput("m1", MerchantSamples.profile("m1").build());
        PoolReport back = task.beat(NOON + 3 * SECOND);
        assertThat(back.getProgrammes().get(0).getCommitted()).isZero();
        assertThat(back.getProgrammes().get(0).getSpent()).isEqualTo(2);
        task.newcomer().setRatedBeat(task.lastBeat());
        task.beat(NOON + 4 * SECOND);
        assertThat(task.lastBoost("m1").getRemaining()).isEqualTo(98);
    }
}
