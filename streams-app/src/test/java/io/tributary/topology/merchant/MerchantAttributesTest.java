package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.merchants.v1.Attribute;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.programmes.v1.AttributeDeclaration;
import io.tributary.programmes.v1.AttributeType;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.programmes.v1.UnknownPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures of a merchant that the platform declared decide about it, as long as they count. */
class MerchantAttributesTest {
    private static final LocalizedText REASON = new LocalizedText("成交额", "Sales.");

    private MerchantFixture task = new MerchantFixture();

    @BeforeEach
    void declare() {
        task.put(ReferenceList.newBuilder()
                .setName("attributes")
                .setVersion(1)
                .setAttributes(List.of(
                        declaration("gmv", AttributeType.NUMBER, "CNY minor units"),
                        declaration("industry", AttributeType.TEXT, ""),
                        declaration("staff", AttributeType.NUMBER, "persons"),
                        declaration("revenue", AttributeType.NUMBER, "CNY minor units")))
                .build());
    }

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldDecideAnewWhenAnAttributeChangesAndWhenItExpires() {
        rule("merchant.attributes['gmv'] < 1000", UnknownPolicy.NOT_MET);
        long end = NOON + 90 * SECOND;
        tell(Map.of("gmv", number(500).setExpiresAt(end).build()));
        task.beat(NOON);
        assertThat(last().getEligible()).isTrue();

        tell(Map.of("gmv", number(1500).setExpiresAt(end).build()));
        task.beat(NOON + SECOND);
        assertThat(last().getEligible()).isFalse();
        tell(Map.of("gmv", number(700).setExpiresAt(end).build()));
        task.beat(NOON + 2 * SECOND);
        assertThat(last().getEligible()).isTrue();

        task.beat(end - 1);
        assertThat(task.entitlements.isEmpty()).isTrue();
        task.beat(end);
        Decision decision = last();
        assertThat(decision.getEligible()).isFalse();
        assertThat(decision.getClauses()).containsExactly("unknown:sales");
        assertThat(decision.getReasons().get(0).getEn()).contains("Sales.").contains("figure gmv");
        assertThat(decision.getReasons().get(0).getZh()).contains("成交额").contains("指标gmv");
    }

    @Test
    void shouldLeaveAMemberWhereItIsWhileItsFigureIsAwaitedAlsoAcrossARestart() {
        rule("merchant.attributes['gmv'] < 1000", UnknownPolicy.AWAITED);
        long end = NOON + 90 * SECOND;
        tell(Map.of("gmv", number(500).setExpiresAt(end).build()));
        task.beat(NOON);
        assertThat(last().getEligible()).isTrue();
        MerchantFixture next = task.restarted();
        task.close();
        task = next;

        assertThat(task.beat(end).getProgrammes().get(0).getMembers()).isEqualTo(1);
        Decision awaited = last();
        assertThat(awaited.getEligible()).isTrue();
        assertThat(awaited.getClauses()).containsExactly("awaited:sales");
        assertThat(awaited.getReasons().get(0).getEn()).contains("Awaited: figure gmv");
        assertThat(awaited.getReasons().get(0).getZh()).contains("等待数据：指标gmv");

        tell(Map.of("gmv", number(1500).build()));
        assertThat(task.beat(end + SECOND).getProgrammes().get(0).getMembers()).isZero();
        assertThat(last().getClauses()).containsExactly("sales");
    }

    @Test
    void shouldEnrolNobodyAnewWhoseFigureIsAwaited() {
        rule("merchant.attributes['gmv'] < 1000", UnknownPolicy.AWAITED);
        tell(Map.of());
        assertThat(task.beat(NOON).getProgrammes().get(0).getMembers()).isZero();
        assertThat(last().getClauses()).containsExactly("awaited:sales");
        tell(Map.of("gmv", number(1).build()));
        assertThat(task.beat(NOON + SECOND).getProgrammes().get(0).getMembers()).isEqualTo(1);
    }

    @Test
    void shouldComputeTheSizeClassOfAProfileThatHasNone() {
        task.put(ReferenceList.newBuilder()
                .setName("size-classes")
                .setVersion(1)
                .setEntries(List.of("retail large 300 20000", "retail medium 50 500", "retail small 10 100"))
                .build());
        rule("merchant.sizeClass == 'SMALL'", UnknownPolicy.NOT_MET);
        tell(Map.of(
                "industry", Attribute.newBuilder().setText("retail").build(),
                "staff", number(12).build(),
                "revenue", number(150e6).build()));
        task.beat(NOON);
        assertThat(last().getEligible()).isTrue();
        tell(Map.of(
                "industry", Attribute.newBuilder().setText("retail").build(),
                "staff", number(9).build(),
                "revenue", number(150e6).build()));
        task.beat(NOON + SECOND);
        assertThat(last().getEligible()).isFalse();
    }

    /** However odd a profile is, it stops nobody: it is refused whole, or what is odd in it is unknown. */
    @Test
    void shouldGoOnWhateverAProfileHolds() {
        rule("merchant.attributes['gmv'] < 1000", UnknownPolicy.NOT_MET);
        Map<String, Attribute> many = IntStream.range(0, 65)
                .boxed()
                .collect(Collectors.toMap(i -> "a" + i, i -> number(i).build()));
        List<Map<String, Attribute>> refused = List.of(
                many,
                Map.of("x".repeat(65), number(1).build()),
                Map.of("", number(1).build()),
                Map.of("gmv", number(Double.NaN).build()),
                Map.of("gmv", number(Double.POSITIVE_INFINITY).build()),
                Map.of("gmv", number(1e300).build()),
                Map.of("gmv", Attribute.newBuilder().build()),
                Map.of("gmv", number(1).setText("one").build()),
                Map.of("gmv", Attribute.newBuilder().setText("x".repeat(129)).build()),
                Map.of("gmv", number(1).setSample(-1L).build()),
                Map.of("gmv", number(1).setExpiresAt(-1L).build()));
        refused.forEach(this::tell);
        task.beat(NOON);
        assertThat(task.deadLetters.readRecordsToList()).hasSize(refused.size());
        assertThat(task.entitlements.isEmpty()).isTrue();

        Map<String, Attribute> odd = new HashMap<>();
        odd.put("gmv", Attribute.newBuilder().setText("five").build());
        odd.put("undeclared", number(1).build());
        odd.put("'; --", Attribute.newBuilder().setTruth(true).build());
        tell(odd);
        task.beat(NOON + SECOND);
        assertThat(last().getClauses()).containsExactly("unknown:sales");
        assertThat(task.deadLetters.isEmpty()).isTrue();
        tell(Map.of("gmv", number(5).build()));
        task.beat(NOON + 2 * SECOND);
        assertThat(last().getEligible()).isTrue();
    }

    /** A clause whose attribute is not declared decides for nobody, until it is. */
    @Test
    void shouldFollowTheDeclarations() {
        rule("merchant.attributes['score'] > 4", UnknownPolicy.MET);
        tell(Map.of("score", number(5).build()));
        task.beat(NOON);
        assertThat(last().getClauses()).containsExactly("not-evaluated:sales");
        task.put(ReferenceList.newBuilder()
                .setName("attributes")
                .setVersion(2)
                .setAttributes(List.of(declaration("score", AttributeType.NUMBER, "points")))
                .build());
        task.beat(NOON + SECOND);
        assertThat(last().getEligible()).isTrue();
    }

    private void rule(String expression, UnknownPolicy unknown) {
        task.put(MerchantSamples.programme("newcomer", 2)
                .setEligibility(List.of(new Clause("sales", expression, REASON, unknown, 0L)))
                .build());
    }

    private static AttributeDeclaration declaration(String name, AttributeType type, String unit) {
        return AttributeDeclaration.newBuilder()
                .setName(name)
                .setType(type)
                .setUnit(unit)
                .setMeaning(new LocalizedText("指标" + name, "figure " + name))
                .build();
    }

    private static Attribute.Builder number(double value) {
        return Attribute.newBuilder().setNumber(value);
    }

    private void tell(Map<String, Attribute> attributes) {
        task.profiles.pipeInput(
                "m1",
                MerchantSamples.profile("m1")
                        .setSizeClass(SizeClass.UNKNOWN)
                        .setAttributes(attributes)
                        .build(),
                DAWN);
    }

    private Decision last() {
        List<Entitlement> told = task.entitlements.readValuesToList();
        return told.get(told.size() - 1).getDecisions().get(0);
    }
}
