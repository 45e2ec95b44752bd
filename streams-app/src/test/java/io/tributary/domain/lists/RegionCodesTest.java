package io.tributary.domain.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.lists.RegionCodes.Region;
import io.tributary.domain.lists.RegionCodes.Succession;
import io.tributary.topology.rules.RegionTable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who succeeded whom, on the table that the service ships with and on small ones. */
class RegionCodesTest {
    private static final RegionCodes SHIPPED = RegionTable.get();

    @Test
    void shouldFollowAMerge() {
        assertThat(SHIPPED.current("110103")).containsExactly("110101");
        assertThat(SHIPPED.isReplaced("110103")).isTrue();
        assertThat(SHIPPED.history("110103"))
                .extracting(Region::successions)
                .singleElement()
                .asList()
                .containsExactly(new Succession("110101", 2010, true));
    }

    @Test
    void shouldFollowASplit() {
        assertThat(SHIPPED.current("130103")).containsExactlyInAnyOrder("130102", "130104");
    }

    @Test
    void shouldLetACodeInUseStandForItself() {
        assertThat(SHIPPED.current("120110")).as("renamed").containsExactly("120110");
        assertThat(SHIPPED.current("130123")).as("gave parts away").containsExactly("130123");
        assertThat(SHIPPED.history("130123").get(0).successions()).contains(new Succession("130102", 2001, false));
        assertThat(SHIPPED.isReplaced("130123")).isFalse();
    }

    @Test
    void shouldLetACodeWithoutSuccessorStandForItself() {
        assertThat(SHIPPED.current("132100")).containsExactly("132100");
        assertThat(SHIPPED.isReplaced("132100")).isFalse();
        assertThat(SHIPPED.current("999999")).as("unknown").containsExactly("999999");
    }

    @Test
    void shouldFollowChainsAndEndInCircles() {
        RegionCodes table = RegionCodes.of(Stream.of(
                "100001\tA\t1981\t1990\t100002",
                "100002\tB\t1981\t2000\t100003;100004",
                "100003\tC\t2000\t\t",
                "100004\tD\t2000\t\t",
                "100005\tE\t1981\t1990\t100006",
                "100006\tF\t1981\t1990\t100005"));
        assertThat(table.current("100001")).containsExactlyInAnyOrder("100003", "100004");
        assertThat(table.current("100005")).containsExactly("100005");
    }

    @Test
    void shouldNameTheNearest() {
        assertThat(SHIPPED.nearest("533326")).contains("533325");
        assertThat(SHIPPED.name("533325")).startsWith("云南省 ");
        assertThat(SHIPPED.nearest("county")).isEmpty();
        assertThat(SHIPPED.name("000000")).isEmpty();
    }

    @Test
    void shouldEndInCodesThatStandForThemselves() {
        for (int code = 110_000; code < 660_000; code++) {
            String text = Integer.toString(code);
            assertThat(SHIPPED.current(text))
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(SHIPPED.isReplaced(each)).isFalse());
        }
    }

    @Test
    void shouldRefuseATableThatIsNone() {
        assertThatThrownBy(() -> RegionCodes.of(Stream.of("1\tA"))).hasMessageContaining("has not 5 fields");
    }
}
