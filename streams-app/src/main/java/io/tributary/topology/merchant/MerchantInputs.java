package io.tributary.topology.merchant;

import io.tributary.domain.appeal.CaseEvent;
import io.tributary.domain.entity.EntityAnswer;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantTask;
import io.tributary.domain.merchant.OrderEvent;
import io.tributary.domain.merchant.ReportedEvent;
import io.tributary.domain.merchant.VerdictEvent;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.ImpressionView;
import io.tributary.topology.EntityRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a merchant task reads about merchants. An entry here is all that another topic takes in the service: the sources of the topology,
 * the check whether a topic was changed behind the service's back, and the readers of records come from this table. Beats are no events of
 * a merchant and have their own way.
 */
final class MerchantInputs {
    private static final MerchantInput<ImpressionEvent> IMPRESSIONS =
            MerchantInput.busy(Topics.IMPRESSIONS, MerchantInputs::impression, MerchantTask::impression);

    private static final MerchantInput<OrderEvent> ORDERS =
            MerchantInput.busy(Topics.ORDERS, record -> MerchantRecords.order((OrderLine) record), MerchantTask::order);

    private static final MerchantInput<VerdictEvent> VERDICTS =
            MerchantInput.of(Topics.IVT_VERDICTS, MerchantRecords::verdict, MerchantTask::verdict);

    private static final MerchantInput<ProfileUpdate> PROFILES = MerchantInput.of(
                    Topics.MERCHANTS,
                    ProfileUpdate::of,
                    (task, merchantId, known, update) -> update.apply(task, merchantId))
            .withdrawnBy(MerchantTask::withdraw);

    private static final MerchantInput<ReportedEvent> EVENTS =
            MerchantInput.of(Topics.MERCHANT_EVENTS, MerchantRecords::event, MerchantTask::reported);

    private static final MerchantInput<CaseEvent> FEEDBACK =
            MerchantInput.of(Topics.FEEDBACK, FeedbackRecords::event, MerchantTask::feedback);

    private static final MerchantInput<EntityAnswer> OWNERS =
            MerchantInput.of(Topics.ENTITY_SHARES, EntityRecords::answer, MerchantTask::answered);

    /** All of them. */
    static final List<MerchantInput<?>> ALL =
            List.of(IMPRESSIONS, ORDERS, VERDICTS, PROFILES, EVENTS, FEEDBACK, OWNERS);

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

    /** The input that has this topic, if it is one of merchants. */
    static Optional<MerchantInput<?>> find(Topic<?> topic) {
        return ALL.stream().filter(input -> input.topic() == topic).findFirst();
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
