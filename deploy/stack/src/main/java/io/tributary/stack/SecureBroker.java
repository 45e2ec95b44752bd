package io.tributary.stack;

import java.util.Map;

/** What server.properties of a secured node says more: TLS and SCRAM for clients, keys on both sides between nodes, and ACLs. */
final class SecureBroker {
    private static final String MECHANISM = "SCRAM-SHA-512";

    private SecureBroker() {}

    static void secure(Map<String, String> all, StackSecurity security) {
        all.put("listener.security.protocol.map", "BROKER:SASL_SSL,CONTROLLER:SSL");
        all.put("ssl.keystore.type", "PEM");
        all.put("ssl.keystore.location", security.keyAndCertificate().toString());
        all.put("ssl.truststore.type", "PEM");
        all.put("ssl.truststore.location", security.folder().resolve("ca.crt").toString());
        // Whoever reaches a controller may do what controllers may: only nodes have the key.
        all.put("listener.name.controller.ssl.client.auth", "required");
        all.put("sasl.enabled.mechanisms", MECHANISM);
        all.put("sasl.mechanism.inter.broker.protocol", MECHANISM);
        all.put(
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + StackSecurity.ADMIN
                        + "\" password=\"" + security.password(StackSecurity.ADMIN) + "\";");
        all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        all.put("super.users", "User:" + StackSecurity.ADMIN + ";User:CN=tributary-stack");
        all.put("allow.everyone.if.no.acl.found", "false");
    }
}
