package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the Kafka Streams applications of an instance are like.
 *
 * @param applicationPrefix start, after the topics' prefix, of the three application ids: see {@link Settings#applicationId}
 * @param instanceId base of group.instance.id; empty means dynamic membership
 * @param roles what this instance runs
 * @param stateDir where stores live; one folder per role is made in it
 * @param merchantPartitions partitions of every merchant-keyed topic
 * @param replicationFactor replicas of every topic
 * @param standbyReplicas warm copies of every store on other instances
 * @param threads stream threads of the merchant role; the others need one
 * @param commitIntervalMillis how often results become visible
 * @param groupProtocol classic or streams
 * @param sessionTimeoutMillis silence after which the group gives an instance's work to others
 * @param heartbeatIntervalMillis how often an instance tells the group that it is alive
 * @param shutdownTimeoutMillis bound of a graceful stop
 * @param startupTimeoutMillis how long to wait for broker and registry at the start
 */
public record StreamsSettings(
        String applicationPrefix,
        String instanceId,
        Set<Role> roles,
        Path stateDir,
        int merchantPartitions,
        int replicationFactor,
        int standbyReplicas,
        int threads,
        int commitIntervalMillis,
        GroupProtocol groupProtocol,
        int sessionTimeoutMillis,
        int heartbeatIntervalMillis,
        int shutdownTimeoutMillis,
        int startupTimeoutMillis) {

    /** Rebalance protocol. */
    public enum GroupProtocol {
        CLASSIC,
        STREAMS
    }

    public StreamsSettings {
        require(
                applicationPrefix.matches("[a-zA-Z0-9._-]{1,100}"),
                SettingKeys.APPLICATION_PREFIX,
                applicationPrefix,
                "use letters, digits, dots, hyphens and underscores, at most 100");
        require(
                instanceId.matches("[a-zA-Z0-9._-]{0,100}"),
                SettingKeys.INSTANCE_ID,
                instanceId,
                "use letters, digits, dots, hyphens and underscores, at most 100, or leave it empty");
        require(
                standbyReplicas == 0 || groupProtocol == GroupProtocol.CLASSIC,
                SettingKeys.STANDBY_REPLICAS,
                standbyReplicas,
                "with group.protocol=streams the brokers keep it: set it to 0 here, and streams.num.standby.replicas of the group"
                        + " (kafka-configs --entity-type groups)");
        require(
                !roles.isEmpty(),
                SettingKeys.ROLES,
                "",
                "name at least one of merchant, pool, rollup, entity, experiment");
        require(
                heartbeatIntervalMillis * 2L <= sessionTimeoutMillis,
                SettingKeys.HEARTBEAT_INTERVAL_MS,
                heartbeatIntervalMillis,
                "must be at most half of session.timeout.ms (" + sessionTimeoutMillis + ")");
        roles = Set.copyOf(EnumSet.copyOf(roles));
    }
}
