package io.tributary.demo.street;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.client.PlatformFeed;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.Topic;
import io.tributary.schemas.boost.AppliedBoost;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShoppersTest {
    private static final long SECOND = 1_000;
    private static final long BEGIN = 1_790_000_000_000L;

    private final Overtaking feed = new Overtaking();
    private final Shoppers shoppers = new Shoppers(
                    feed, (merchant, surface, bucket) -> AppliedBoost.NONE, (topic, shown) -> new byte[8], 7, 40, 500)
            .withVerdicts(8);

    @Test
    void shouldSendNoVerdictBeforeItsImpressionCanBeRead() {
        for (long now = BEGIN; now < BEGIN + 30 * SECOND; now += Shoppers.TICK_MILLIS) {
            shoppers.tick(now);
        }
        shoppers.finish();
        assertThat(feed.verdicts).as("verdicts").isPositive();
        assertThat(feed.early).as("verdicts about what nobody can read yet").isZero();
    }

    @Test
    void shouldHoldVerdictsBackAlsoWhereItWasHeldUpItself() {
        for (long now = BEGIN; now < BEGIN + 60 * SECOND; now += 7 * SECOND) {
            shoppers.tick(now);
        }
        shoppers.finish();
        assertThat(feed.verdicts).as("verdicts").isPositive();
        assertThat(feed.early).as("verdicts about what nobody can read yet").isZero();
    }

    /** Nothing arrives until it has to. */
    private static final class Overtaking implements PlatformFeed {
        private final Set<String> sent = new HashSet<>();
        private final Set<String> arrived = new HashSet<>();
        private int verdicts;
        private int early;

        @Override
        public void impression(String merchantId, Impression impression) {
            sent.add(impression.getImpressionId());
        }

        @Override
        public void flush() {
            arrived.addAll(sent);
        }

        @Override
        public void verdict(String merchantId, IvtVerdict verdict) {
            verdicts++;
            early += arrived.contains(verdict.getImpressionId()) ? 0 : 1;
        }

        @Override
        public void order(String merchantId, OrderLine order) {}

        @Override
        public void profile(MerchantProfile profile) {}

        @Override
        public void raw(Topic<?> topic, String key, byte[] bytes, long time) {}
    }
}
