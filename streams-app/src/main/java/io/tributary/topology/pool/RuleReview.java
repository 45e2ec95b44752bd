package io.tributary.topology.pool;

import io.tributary.schemas.ListKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.text.LogEvents;
import io.tributary.topology.TopicKeys;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds rules of the pool that are on their topics no more, though no tombstone was read: it was compacted away while no pool ran. */
final class RuleReview {
    private static final Logger LOG = LoggerFactory.getLogger(RuleReview.class);

    private final TopicKeys keys;
    private final BiConsumer<Topic<?>, String> withdraw;

    /**
     * @param withdraw does what a tombstone would
     */
    RuleReview(TopicKeys keys, BiConsumer<Topic<?>, String> withdraw) {
        this.keys = keys;
        this.withdraw = withdraw;
    }

    void of(PoolStore store) {
        review(Topics.PROGRAMMES, store.programmeKeys());
        review(Topics.REFERENCE_LISTS, store.lists().stream().map(ListKey::of).toList());
        review(Topics.CONTROLS, store.stops());
    }

    /** What is in the state was read before the topic is: what the topic lacks was withdrawn, even if it has more that is unread yet. */
    private void review(Topic<?> topic, Collection<String> held) {
        if (held.isEmpty()) {
            return;
        }
        keys.of(topic, 0)
                .ifPresent(there -> List.copyOf(held).stream()
                        .filter(key -> !there.contains(key))
                        .forEach(key -> {
                            LOG.warn(
                                    LogEvents.INPUT_WITHDRAWN,
                                    "{} {} is not on its topic any more: withdrawn",
                                    topic.name(),
                                    key);
                            withdraw.accept(topic, key);
                        }));
    }
}
