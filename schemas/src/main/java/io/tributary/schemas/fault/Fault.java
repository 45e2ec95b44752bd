package io.tributary.schemas.fault;

import static io.tributary.schemas.fault.Blame.ENVIRONMENT;
import static io.tributary.schemas.fault.Blame.OURS;
import static io.tributary.schemas.fault.Blame.RECORD;
import static io.tributary.schemas.fault.Reaction.ABORT;
import static io.tributary.schemas.fault.Reaction.DEAD_LETTER;
import static io.tributary.schemas.fault.Reaction.HALT;
import static io.tributary.schemas.fault.Reaction.REPLACE_THREAD;
import static io.tributary.schemas.fault.Reaction.SHUT_DOWN;
import static io.tributary.schemas.fault.Reaction.WAIT;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The one table of what can go wrong: whose fault it is and what is done about it. Whoever meets an error asks it, and decides nothing by
 * himself. An exception is looked up by the name of its class, then of its superclasses; names, since this module has not all of them.
 * {@link RegistryAnswer} leads from what the registry answers to here.
 */
public enum Fault {
    UNREADABLE_RECORD(
            RECORD,
            DEAD_LETTER,
            "correct what writes it",
            kafka("SerializationException"),
            Set.of("io.tributary.topology.InvalidRecordException")),

    UNKNOWN_SCHEMA(
            RECORD,
            DEAD_LETTER,
            "register the schema before anything is written with it",
            Set.of("io.tributary.schemas.serde.UnknownSchemaException")),

    REGISTRY_AWAY(
            ENVIRONMENT,
            WAIT,
            "check schema.registry.url and that the registry is up",
            Set.of("io.tributary.schemas.serde.RegistryUnavailableException")),

    ACCESS_DENIED(
            ENVIRONMENT,
            WAIT,
            "check the kafka.* settings and the ACLs",
            kafka(
                    "AuthenticationException",
                    "AuthorizationException",
                    "DelegationTokenDisabledException",
                    "DelegationTokenExpiredException",
                    "DelegationTokenNotFoundException",
                    "DelegationTokenOwnerMismatchException",
                    "IllegalSaslStateException",
                    "InvalidPrincipalTypeException",
                    "PrincipalDeserializationException",
                    "SecurityDisabledException",
                    "UnacceptableCredentialException",
                    "UnsupportedByAuthenticationException")),

    /** Most of what brokers answer in passing is retriable, and has been tried again by the client before it is seen here. */
    BROKERS_BUSY(
            ENVIRONMENT,
            ABORT,
            "check the brokers",
            kafka(
                    "RetriableException",
                    "BootstrapResolutionException",
                    "BrokerIdNotRegisteredException",
                    "BrokerNotAvailableException",
                    "ControllerIdNotRegisteredException",
                    "ControllerMovedException",
                    "FetchSessionTopicIdException",
                    "GroupDeletionFailedException",
                    "InvalidRecordStateException",
                    "InvalidUpdateVersionException",
                    "NewLeaderElectedException",
                    "NotEnoughReplicasAfterAppendException",
                    "OperationNotAttemptedException",
                    "RebootstrapRequiredException",
                    "StaleBrokerEpochException",
                    "StreamsTopologyDescriptionUpdateFailedException",
                    "UnknownControllerIdException",
                    "UnstableOffsetCommitException"),
            Set.of("org.apache.kafka.clients.consumer.RetriableCommitFailedException"),
            streams(
                    "BrokerNotFoundException",
                    "LockException",
                    // What Streams says when a rebalance does not see a topic. A broker that has just started may not
                    // know all
                    // topics yet; whether one was deleted is for the watch of inputs to say, which looks twice.
                    "MissingSourceTopicException",
                    "StreamsRebalancingException")),

    /** What a stall of brokers, of the network or of this process does to a transaction or a membership of a group. */
    TRANSACTION_LOST(
            ENVIRONMENT,
            ABORT,
            "nothing: its records are read again",
            kafka(
                    "ApplicationRecoverableException",
                    "DuplicateSequenceException",
                    "FencedLeaderEpochException",
                    "FencedMemberEpochException",
                    "FencedStateEpochException",
                    "IllegalGenerationException",
                    "InvalidPidMappingException",
                    "InvalidProducerEpochException",
                    "InvalidTxnStateException",
                    "MemberIdRequiredException",
                    "OutOfOrderSequenceException",
                    "ProducerFencedException",
                    "RebalanceInProgressException",
                    "StaleMemberEpochException",
                    "TransactionAbortableException",
                    "TransactionAbortedException",
                    "TransactionCoordinatorFencedException",
                    "TransactionalIdNotFoundException",
                    "UnknownMemberIdException",
                    "UnknownProducerIdException"),
            Set.of("org.apache.kafka.clients.consumer.CommitFailedException"),
            streams("TaskCorruptedException", "TaskMigratedException", "StateStoreMigratedException")),

    /** Somebody else is, or was until now, who this process says it is. */
    SAME_NAME(
            OURS,
            REPLACE_THREAD,
            "give each instance an instance.id and a transactional id of its own",
            kafka("FencedInstanceIdException", "UnreleasedInstanceIdException")),

    /** What we write is refused, mostly for its size: a bound is missing where records come in. */
    UNWRITABLE(
            OURS,
            REPLACE_THREAD,
            "find the record that made it (the log names it where that is known) and get past it with `tributary skip`",
            kafka("RecordTooLargeException", "RecordBatchTooLargeException", "InvalidTimestampException")),

    /** Bytes at rest that are not what was written. */
    DAMAGED(
            ENVIRONMENT,
            REPLACE_THREAD,
            "check disks and memory of broker or host; a damaged input record can be passed with `tributary skip`",
            kafka("CorruptRecordException", "KafkaStorageException", "LogDirNotFoundException"),
            streams("ProcessorStateException", "InvalidStateStoreException"),
            Set.of("org.rocksdb.RocksDBException")),

    SCHEMA_REFUSED(
            ENVIRONMENT,
            REPLACE_THREAD,
            "see `tributary schemas check`",
            Set.of("io.tributary.schemas.serde.SchemaRefusedException")),

    /** What this role reads from is not what it was. Reading on somewhere else would skip or repeat records. */
    POSITION_LOST(
            ENVIRONMENT,
            SHUT_DOWN,
            "see `tributary positions plan` before it is started again",
            kafka(
                    "InvalidOffsetException",
                    "OffsetMovedToTieredStorageException",
                    "PositionOutOfRangeException",
                    "SnapshotNotFoundException"),
            Set.of("org.apache.kafka.clients.consumer.InvalidOffsetException"),
            streams("MissingInternalTopicsException")),

    /** What is stored is of another version. It would be read no better by the next thread. */
    UNREADABLE_STATE(
            ENVIRONMENT,
            SHUT_DOWN,
            "go on with the service that has written it, or see `tributary state rebuild`",
            Set.of("io.tributary.domain.state.UnreadableStateException")),

    /** Brokers that cannot do, or settings and a topology that ask for, what cannot be done. */
    MISCONFIGURED(
            OURS,
            SHUT_DOWN,
            "correct the settings, or upgrade the brokers",
            kafka(
                    "DuplicateBrokerRegistrationException",
                    "DuplicateResourceException",
                    "DuplicateVoterException",
                    "FeatureUpdateFailedException",
                    "GroupIdNotFoundException",
                    "GroupMaxSizeReachedException",
                    "GroupNotEmptyException",
                    "GroupSubscribedToTopicException",
                    "InconsistentClusterIdException",
                    "InconsistentGroupProtocolException",
                    "InconsistentVoterSetException",
                    "IneligibleReplicaException",
                    "InvalidCommitOffsetSizeException",
                    "InvalidConfigurationException",
                    "InvalidFetchSizeException",
                    "InvalidGroupIdException",
                    "InvalidPartitionsException",
                    "InvalidRegistrationException",
                    "InvalidRegularExpression",
                    "InvalidReplicaAssignmentException",
                    "InvalidReplicationFactorException",
                    "InvalidRequestException",
                    "InvalidRequiredAcksException",
                    "InvalidSessionTimeoutException",
                    "InvalidTopicException",
                    "InvalidTxnTimeoutException",
                    "InvalidVoterKeyException",
                    "MismatchedEndpointTypeException",
                    "NoReassignmentInProgressException",
                    "OffsetMetadataTooLarge",
                    "PolicyViolationException",
                    "ReassignmentInProgressException",
                    "ResourceNotFoundException",
                    "StreamsInvalidTopologyEpochException",
                    "StreamsInvalidTopologyException",
                    "StreamsTopologyFencedException",
                    "TelemetryTooLargeException",
                    "TopicDeletionDisabledException",
                    "TopicExistsException",
                    "UnknownSubscriptionIdException",
                    "UnsupportedAssignorException",
                    "UnsupportedCompressionTypeException",
                    "UnsupportedEndpointTypeException",
                    "UnsupportedForMessageFormatException",
                    "UnsupportedSaslMechanismException",
                    "UnsupportedVersionException",
                    "VoterNotFoundException"),
            Set.of("org.apache.kafka.common.config.ConfigException"),
            streams(
                    "InternalTopicsAlreadySetupException",
                    "MisconfiguredInternalTopicException",
                    "TaskAssignmentException",
                    "TaskIdFormatException",
                    "TopologyException",
                    "UnknownTopologyException")),

    /** Thrown at whoever closes a client or interrupts its thread. */
    STOPPED(
            ENVIRONMENT,
            ABORT,
            "nothing: the instance is being stopped",
            kafka("InterruptException", "WakeupException"),
            streams("StreamsNotStartedException", "StreamsStoppedException"),
            Set.of("java.lang.InterruptedException")),

    /** One deep record or rule must not look like a process that is broken. */
    TOO_DEEP(OURS, REPLACE_THREAD, "find the record in the log", Set.of("java.lang.StackOverflowError")),

    /** No memory, half-loaded classes: from here on nothing can be relied on. */
    BROKEN_PROCESS(
            OURS,
            HALT,
            "give the process more memory, or repair the installation",
            Set.of("java.lang.VirtualMachineError", "java.lang.LinkageError")),

    /** What is not in this table: among it what brokers call a server error, and have not found out themselves. */
    UNEXPECTED(OURS, REPLACE_THREAD, "read the log", kafka("UnknownServerException"), Set.of("java.lang.Error"));

    private static final Map<String, Fault> BY_CLASS = new HashMap<>();

    static {
        for (Fault fault : values()) {
            for (String name : fault.classes) {
                if (BY_CLASS.put(name, fault) != null) {
                    throw new IllegalStateException(name + " is twice in the table of faults");
                }
            }
        }
    }

    private final Blame blame;
    private final Reaction reaction;
    private final String remedy;
    private final List<String> classes;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Fault(Blame blame, Reaction reaction, String remedy, Set<String>... classes) {
        this.blame = blame;
        this.reaction = reaction;
        this.remedy = remedy;
        this.classes = List.of(classes).stream().flatMap(Set::stream).toList();
    }

    public Blame blame() {
        return blame;
    }

    public Reaction reaction() {
        return reaction;
    }

    /** What a person can do, for the end of a message. */
    public String remedy() {
        return remedy;
    }

    /** Names of the classes that mean this fault. */
    public List<String> classes() {
        return classes;
    }

    /**
     * What an error means. Frameworks wrap what they pass on: the outermost exception that is in the table decides, unless there is a
     * broken process below it.
     *
     * @return {@link #UNEXPECTED} when nothing of it is in the table
     */
    public static Fault of(Throwable error) {
        Fault found = null;
        int depth = 0;
        for (Throwable cause = error; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            Fault fault = ofClass(cause.getClass());
            if (fault == BROKEN_PROCESS) {
                return fault;
            }
            if (found == null) {
                found = fault;
            }
        }
        return found == null ? UNEXPECTED : found;
    }

    /** Causes may go in a circle. */
    private static final int DEEPEST = 50;

    /** What the table says of a class of exceptions; null when it says nothing, as of those that only wrap others. */
    public static Fault ofClass(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Fault fault = BY_CLASS.get(each.getName());
            if (fault != null) {
                return fault;
            }
        }
        return null;
    }

    private static Set<String> kafka(String... names) {
        return in("org.apache.kafka.common.errors.", names);
    }

    private static Set<String> streams(String... names) {
        return in("org.apache.kafka.streams.errors.", names);
    }

    private static Set<String> in(String place, String... names) {
        return Set.copyOf(List.of(names).stream().map(place::concat).toList());
    }
}
