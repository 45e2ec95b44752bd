package io.tributary.domain.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import org.junit.jupiter.api.Test;

class OrderMemosTest {
    @Test
    void shouldReadAMemoAsItWasWritten() {
        OrderMemo memo = new OrderMemo(1, 2);
        memo.see(1, 5_000);
        memo.see(3, 4_000);
        memo.paid(3_000, 3_500, Surface.LIVE, Arm.HOLDOUT, 17);
        memo.paid(700, "CNY");
        memo.refunded(200, "CNY", 1_500);
        memo.refunded(300, "HKD", 1_700);

        OrderMemo read = OrderMemo.read(1, 2, new StateReader(bytes(memo)));

        assertThat(read).usingRecursiveComparison().isEqualTo(memo);
        assertThat(read.updatedAt()).isEqualTo(5_000);
        assertThat(read.seen(1)).isTrue();
        assertThat(read.seen(2)).isFalse();
    }

    @Test
    void shouldTakeAFewBytes() {
        OrderMemo memo = new OrderMemo(1, 2);
        memo.see(3, 1_800_000_000_000L);
        memo.paid(1_799_999_999_000L, 1_800_000_000_000L, Surface.LIVE, Arm.HOLDOUT, 999);
        memo.paid(19_900, "CNY");
        assertThat(bytes(memo)).hasSizeLessThanOrEqualTo(25);
    }

    @Test
    void shouldRefuseAMemoOfALayoutThatIsNotKnown() {
        assertThatThrownBy(() -> OrderMemo.read(1, 2, new StateReader(new byte[] {9})))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout 9");
    }

    @Test
    void shouldDropFromTheHeapWhatWasNotTouchedSince() {
        OrderMemos memos = OrderMemos.inMemory();
        memos.put(seen(1, 1_000));
        memos.put(seen(2, 2_000));
        OrderMemo touchedAgain = memos.find(1, 1);
        touchedAgain.see(1, 3_000);
        memos.put(touchedAgain);

        memos.sweep(2_001, 1);

        assertThat(memos.find(1, 1)).isSameAs(touchedAgain);
        assertThat(memos.find(2, 2)).isNull();
    }

    private static OrderMemo seen(long id, long time) {
        OrderMemo memo = new OrderMemo(id, id);
        memo.see(0, time);
        return memo;
    }

    private static byte[] bytes(OrderMemo memo) {
        StateWriter writer = new StateWriter();
        memo.write(writer);
        return writer.toByteArray();
    }
}
