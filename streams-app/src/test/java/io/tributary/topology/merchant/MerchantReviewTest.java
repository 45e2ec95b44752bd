package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Topics;
import io.tributary.topology.TopicKeys;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Profiles that were withdrawn while no task ran, and whose tombstones are gone. */
class MerchantReviewTest {
    @Test
    void shouldWithdrawProfilesThatAreNotOnTheirTopicAnyMore() {
        try (MerchantFixture before = new MerchantFixture()) {
            before.grant(NOON, 100, "kept", "gone");
            TopicKeys keys = (topic, partition) ->
                    topic == Topics.MERCHANTS && partition == 0 ? Optional.of(Set.of("kept", "new")) : Optional.empty();
            try (MerchantFixture task = before.restarted(keys)) {
                task.show("other", task.impression(NOON));

                assertThat(task.directives.readRecordsToList())
                        .extracting(TestRecord::key, TestRecord::value)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple("gone", null));
                assertThat(task.beat(NOON + 1_000).getProgrammes().get(0).getMembers())
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void shouldKeepAllWhenNothingIsAsked() {
        try (MerchantFixture before = new MerchantFixture()) {
            before.grant(NOON, 100, "kept", "also");
            try (MerchantFixture task = before.restarted(TopicKeys.NONE)) {
                task.show("other", task.impression(NOON));

                assertThat(task.directives.isEmpty()).isTrue();
                assertThat(task.beat(NOON + 1_000).getProgrammes().get(0).getMembers())
                        .isEqualTo(2);
            }
        }
    }
}
