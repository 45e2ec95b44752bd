package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.Attribute;
import io.tributary.programmes.v1.AttributeDeclaration;
import io.tributary.programmes.v1.AttributeType;
import io.tributary.programmes.v1.HardExit;
import io.tributary.programmes.v1.ReferenceList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Conditions that end a merchant's part in a programme: at once or after a time to put them right, with or without a ban. */
class MerchantExitTest {
    private MerchantFixture task = new MerchantFixture();
    private long told;

    @BeforeEach
    void declare() {
        task.put(ReferenceList.newBuilder()
                .setName("attributes")
                .setVersion(1)
                .setAttributes(List.of(AttributeDeclaration.newBuilder()
                        .setName("refundRate")
                        .setType(AttributeType.NUMBER)
                        .setMeaning(new LocalizedText("退款率", "refunds per order"))
                        .build()))
                .build());
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldEndSupportAtOnceAndForGoodAlsoAcrossARestart() {
        rule(exit(0, -1));
        refunds(0.1, 50);
        task.grant(NOON, 100);
        assertThat(last().getEligible()).isTrue();
        assertThat(task.lastBoost("m-1")).isNotNull();
        ledger();

        refunds(0.4, 9);
        task.beat(NOON + SECOND);
        assertThat(task.entitlements.isEmpty()).as("too few orders to tell").isTrue();

        refunds(0.3, 10);
        task.beat(NOON + 2 * SECOND);
        Decision ended = last();
        assertThat(ended.getEligible()).isFalse();
        assertThat(ended.getClauses()).containsExactly("refunds");
        assertThat(ended.getReasons().get(0).getEn()).contains("bans").contains("Too many refunds.");
        assertThat(ended.getReasons().get(0).getZh()).contains("禁入").contains("退款过多");
        assertThat(ledger())
                .as("what was not spent is released")
                .extracting(LedgerEntry::getKind)
                .containsExactly(EntryKind.RELEASE);
        assertThat(task.lastBoost("m-1")).isNull();

        refunds(0.0, 500);
        task.beat(NOON + DAY);
        assertThat(task.entitlements.isEmpty()).as("the decision stands").isTrue();
        try (MerchantFixture again = task.restarted()) {
            again.profiles.pipeInput("m-1", profile(0.0, 900), NOON + DAY);
            again.beat(NOON + 900 * DAY);
            assertThat(again.entitlements.isEmpty()).isTrue();
            assertThat(again.reports.isEmpty()).isTrue();
        }
    }

    @Test
    void shouldSupportOnWhileThereIsTimeToPutItRight() {
        rule(exit(7, 30));
        refunds(0.1, 50);
        task.beat(NOON);
        assertThat(last().getEligible()).isTrue();

        refunds(0.5, 50);
        task.beat(NOON + DAY);
        Decision curing = last();
        assertThat(curing.getEligible()).isTrue();
        assertThat(curing.getClauses()).containsExactly("small", "curing:refunds");
        assertThat(curing.getReasons().get(1).getEn())
                .contains("Too many refunds.")
                .contains("put right");

        refunds(0.2, 50);
        task.beat(NOON + 2 * DAY);
        assertThat(last().getClauses()).containsExactly("small");

        refunds(0.5, 50);
        task.beat(NOON + 3 * DAY);
        assertThat(last().getEligible()).isTrue();
        task.beat(NOON + 10 * DAY - 1);
        assertThat(task.entitlements.isEmpty()).isTrue();
        task.beat(NOON + 10 * DAY);
        assertThat(last().getEligible()).as("at its minute").isFalse();

        refunds(0.0, 50);
        task.beat(NOON + 40 * DAY - 1);
        assertThat(task.entitlements.isEmpty()).as("banned").isTrue();
        task.beat(NOON + 40 * DAY);
        assertThat(last().getEligible()).as("the ban is over").isTrue();
    }

    @Test
    void shouldEndTheTimeToPutItRightAcrossARestart() {
        rule(exit(7, 0));
        refunds(0.1, 50);
        task.beat(NOON);
        refunds(0.5, 50);
        task.beat(NOON + DAY);
        try (MerchantFixture again = task.restarted()) {
            again.beat(NOON + 8 * DAY - 1);
            assertThat(again.entitlements.isEmpty()).isTrue();
            again.beat(NOON + 8 * DAY);
            Entitlement entitlement = again.entitlements.readValue();
            assertThat(entitlement.getDecisions().get(0).getEligible()).isFalse();
            assertThat(entitlement.getDecisions().get(0).getClauses()).containsExactly("refunds");
        }
    }

    private void rule(HardExit exit) {
        task.put(MerchantSamples.programme(MerchantFixture.NEWCOMER, 2)
                .setExits(List.of(exit))
                .build());
    }

    private static HardExit exit(int cureDays, int banDays) {
        return HardExit.newBuilder()
                .setId("refunds")
                .setExpression("merchant.attributes['refundRate'] >= 0.3")
                .setReason(new LocalizedText("退款过多。", "Too many refunds."))
                .setMinimumSample(10)
                .setCureDays(cureDays)
                .setBanDays(banDays)
                .build();
    }

    private void refunds(double rate, long sample) {
        task.profiles.pipeInput("m-1", profile(rate, sample), NOON);
    }

    private io.tributary.merchants.v1.MerchantProfile profile(double rate, long sample) {
        return MerchantSamples.profile("m-1")
                .setUpdatedAt(MerchantFixture.DAWN + told++)
                .setAttributes(Map.of(
                        "refundRate",
                        Attribute.newBuilder().setNumber(rate).setSample(sample).build()))
                .build();
    }

    private Decision last() {
        List<Entitlement> all = task.entitlements.readValuesToList();
        List<Decision> decisions = all.get(all.size() - 1).getDecisions();
        assertThat(decisions).hasSize(1);
        return decisions.get(0);
    }

    private List<LedgerEntry> ledger() {
        return task.ledger.readValuesToList();
    }
}
