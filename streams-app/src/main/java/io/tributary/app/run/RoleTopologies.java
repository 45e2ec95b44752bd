package io.tributary.app.run;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.domain.experiment.ExperimentPolicy;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.entity.EntityTopology;
import io.tributary.topology.experiment.ExperimentTopology;
import io.tributary.topology.merchant.MerchantTopology;
import io.tributary.topology.merchant.TaskLayout;
import io.tributary.topology.pool.PoolTopology;
import io.tributary.topology.rollup.RollupTopology;
import org.apache.kafka.streams.Topology;

/** From settings to the topologies' policies. */
final class RoleTopologies {
    private RoleTopologies() {}

    /** A topology to look at: what runs by it knows nothing of brokers' clocks. */
    static Topology of(Role role, Settings settings, AvroSerdes serdes) {
        return of(role, settings, serdes, TopologyObserver.NONE, BrokerClock.NONE);
    }

    static Topology of(
            Role role, Settings settings, AvroSerdes serdes, TopologyObserver observer, BrokerClock brokers) {
        return switch (role) {
            case MERCHANT ->
                MerchantTopology.build(
                        merchant(settings),
                        new TaskLayout(
                                settings.streams().merchantPartitions(),
                                settings.streams().commitIntervalMillis()),
                        serdes,
                        observer,
                        DeadLetters::configured);
            case POOL -> PoolTopology.build(pool(settings), serdes, observer, brokers);
            case ROLLUP -> RollupTopology.build(rollup(settings), serdes);
            case ENTITY -> EntityTopology.build(serdes);
            case EXPERIMENT -> ExperimentTopology.build(experiment(settings), serdes);
        };
    }

    static MerchantPolicy merchant(Settings settings) {
        return MerchantPolicy.of(
                        settings.beat().directiveTtlMillis(),
                        settings.metric().graceMillis(),
                        settings.beat().spreadMillis(),
                        settings.metric().timeZone())
                .withRowSpreadMillis(settings.metric().spreadMillis())
                .withRestateMillis(settings.metric().restateMillis())
                .withEventClock(settings.beat().eventClock());
    }

    static RollupPolicy rollup(Settings settings) {
        return RollupPolicy.of(settings.metric().restateMillis())
                .withThreshold(settings.metric().disclosureThreshold())
                .withZone(settings.metric().timeZone());
    }

    static ExperimentPolicy experiment(Settings settings) {
        return ExperimentPolicy.of(
                settings.metric().timeZone(),
                settings.metric().graceMillis(),
                settings.metric().upliftIntervalMillis());
    }

    static PoolPolicy pool(Settings settings) {
        return new PoolPolicy(
                settings.streams().merchantPartitions(),
                settings.beat().intervalMillis(),
                settings.beat().eventClock(),
                settings.beat().directiveTtlMillis());
    }
}
