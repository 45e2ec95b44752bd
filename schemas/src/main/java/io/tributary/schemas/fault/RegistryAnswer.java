package io.tributary.schemas.fault;

import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Set;

/**
 * What an answer of the schema registry means. Only what the registry itself says, in its own JSON, is about a schema: its error codes
 * begin with the HTTP status (40403). All else may be an ingress, a proxy or a registry that is starting, and is waited for.
 */
public enum RegistryAnswer {
    /** There is no such subject, version or schema. */
    NOT_THERE(Set.of(40401, 40402, 40403), Fault.UNKNOWN_SCHEMA),
    /** The schema, the subject's mode or the compatibility forbids it. */
    REFUSED(Set.of(42201, 42202, 42203, 42204, 42205, 42206), Fault.SCHEMA_REFUSED),
    /** Server errors, throttling, no permission, redirects, and every answer that is not the registry's. */
    AWAY(Set.of(), Fault.REGISTRY_AWAY);

    private static final int CONFLICT = 409;
    /** Of a JSON body without a code, which Apicurio's conflicts are. */
    private static final int NO_CODE = 0;

    private static final int PER_STATUS = 100;
    /** What the client makes of a body that is no JSON. */
    private static final int NO_JSON = 50005;

    private static final int LONGEST_REASON = 200;

    private final Set<Integer> codes;
    private final Fault fault;

    RegistryAnswer(Set<Integer> codes, Fault fault) {
        this.codes = codes;
        this.fault = fault;
    }

    /** What it means for whoever needs what was asked for. */
    public Fault fault() {
        return fault;
    }

    /** What the registry, or something in its place, answered with this. */
    public static RegistryAnswer of(RestClientException answer) {
        return of(answer.getStatus(), answer.getErrorCode());
    }

    /**
     * @param status of HTTP
     * @param errorCode of the body; a body that is not the registry's JSON has another one than its status
     */
    static RegistryAnswer of(int status, int errorCode) {
        if (status == CONFLICT
                && (errorCode == CONFLICT || errorCode == NO_CODE || errorCode / PER_STATUS == CONFLICT)) {
            return REFUSED;
        }
        for (RegistryAnswer answer : values()) {
            if (errorCode / PER_STATUS == status && answer.codes.contains(errorCode)) {
                return answer;
            }
        }
        return AWAY;
    }

    /** What was answered, or why there was no answer, in one line: an ingress answers with pages. */
    public static String reason(Throwable failure) {
        String message =
                String.valueOf(failure.getMessage()).replaceAll("\\s+", " ").trim();
        String text = message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON) + "...";
        if (failure instanceof RestClientException answer) {
            boolean other = answer.getErrorCode() == NO_CODE || answer.getErrorCode() == NO_JSON;
            String said = text.startsWith("null") ? "" : ": " + text;
            return "HTTP " + answer.getStatus()
                    + (other
                            ? " from something that is no schema registry, whose path on Apicurio is /apis/ccompat/v7"
                            : "")
                    + said;
        }
        return failure instanceof IOException ? text : failure.getClass().getSimpleName() + ": " + text;
    }
}
