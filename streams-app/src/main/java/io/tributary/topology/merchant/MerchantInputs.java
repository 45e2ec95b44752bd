package io.tributary.topology.merchant;

import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.domain.merchant.OrderEvent;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.ImpressionView;
import io.tributary.topology.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a merchant task reads about merchants. An entry here is all that another topic takes in the topology; the topic itself is one of
 * the catalogue's, and what its handler does is the domain's. Beats are no events of a merchant and have their own way.
 */
final class MerchantInputs {
    private static final MerchantInput<ImpressionEvent> IMPRESSIONS = new MerchantInput<>(
            Topics.IMPRESSIONS,
            Names.IMPRESSION_SOURCE,
            true,
            MerchantInputs::impression,
            MerchantTask::impression,
            null);

    private static final MerchantInput<OrderEvent> ORDERS = new MerchantInput<>(
            Topics.ORDERS,
            Names.ORDER_SOURCE,
            true,
            record -> MerchantRecords.order((OrderLine) record),
            MerchantTask::order,
            null);

    private static final MerchantInput<ProfileUpdate> PROFILES = new MerchantInput<>(
            Topics.MERCHANTS,
            Names.PROFILE_SOURCE,
            false,
            record -> ProfileUpdate.of((MerchantProfile) record),
            (task, merchantId, known, update) -> update.apply(task, merchantId),
            MerchantTask::withdraw);

    /** All of them. */
    static final List<MerchantInput<?>> ALL = List.of(IMPRESSIONS, ORDERS, PROFILES);

    private static final Map<Class<?>, MerchantInput<?>> BY_RECORD = byRecord();

    private MerchantInputs() {}

    private static Map<Class<?>, MerchantInput<?>> byRecord() {
        Map<Class<?>, MerchantInput<?>> inputs = new HashMap<>();
        ALL.forEach(input -> inputs.put(input.topic().valueType(), input));
        // Impressions are most of all records: a view of the record's bytes stands in for it where nobody keeps it.
        inputs.put(ImpressionView.class, IMPRESSIONS);
        return Map.copyOf(inputs);
    }

    private static ImpressionEvent impression(Object record) {
        return record instanceof ImpressionView view
                ? MerchantRecords.impression(view)
                : MerchantRecords.impression((Impression) record);
    }

    /** The input that a record is of. */
    static MerchantInput<?> of(Object record) {
        MerchantInput<?> input = BY_RECORD.get(record.getClass());
        if (input == null) {
            throw new IllegalStateException("no input has records of " + record.getClass());
        }
        return input;
    }

    /** The input that has this topic. */
    static MerchantInput<?> of(Topic<?> topic) {
        return ALL.stream()
                .filter(input -> input.topic() == topic)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no input of merchants: " + topic.name()));
    }

    /** A profile, and when it was true. */
    private record ProfileUpdate(
            String merchantId, io.tributary.domain.eligibility.MerchantProfile profile, long updatedAt) {
        static ProfileUpdate of(MerchantProfile record) {
            return new ProfileUpdate(record.getMerchantId(), MerchantRecords.profile(record), record.getUpdatedAt());
        }

        void apply(MerchantTask task, String key) {
            if (!key.equals(merchantId)) {
                throw new IllegalArgumentException(
                        "merchantId: must be the key, as for all that is told of a merchant");
            }
            task.profile(key, profile, updatedAt);
        }
    }
}
