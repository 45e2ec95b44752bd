package io.tributary.stack;

import java.util.Map;

/**
 * What server.properties of a secured node says more: TLS with SCRAM and OAUTHBEARER for clients, certificates on both sides between nodes and
 * for clients of a listener of their own, and ACLs.
 */
final class SecureBroker {
    private static final String SCRAM = "SCRAM-SHA-512";
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";

    private SecureBroker() {}

    /** @param certificatePort where clients log in by their certificates */
    static void secure(Map<String, String> all, StackSecurity security, int certificatePort) {
        all.merge("listeners", "CERTIFICATE://127.0.0.1:" + certificatePort, (before, more) -> before + "," + more);
        all.merge(
                "advertised.listeners",
                "CERTIFICATE://127.0.0.1:" + certificatePort,
                (before, more) -> before + "," + more);
        all.put("listener.security.protocol.map", "BROKER:SASL_SSL,CERTIFICATE:SSL,CONTROLLER:SSL");
        all.put("ssl.keystore.type", "PEM");
        all.put("ssl.keystore.location", security.keyAndCertificate().toString());
        all.put("ssl.truststore.type", "PEM");
        all.put("ssl.truststore.location", security.folder().resolve("ca.crt").toString());
        // Whoever reaches a controller may do what controllers may: only nodes have the key.
        all.put("listener.name.controller.ssl.client.auth", "required");
        all.put("listener.name.certificate.ssl.client.auth", "required");
        all.put(
                "listener.name.certificate.ssl.truststore.location",
                security.clientAuthorities().toString());
        logins(all, security);
        all.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        all.put("super.users", "User:" + StackSecurity.ADMIN + ";User:CN=" + StackSecurity.NAME);
        all.put("allow.everyone.if.no.acl.found", "false");
    }

    private static void logins(Map<String, String> all, StackSecurity security) {
        all.put("sasl.enabled.mechanisms", SCRAM + ",OAUTHBEARER");
        all.put("sasl.mechanism.inter.broker.protocol", SCRAM);
        all.put(
                "listener.name.broker.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + StackSecurity.ADMIN
                        + "\" password=\"" + security.password(StackSecurity.ADMIN) + "\";");
        all.put("listener.name.broker.oauthbearer.sasl.jaas.config", OAUTH + "OAuthBearerLoginModule required;");
        all.put(
                "listener.name.broker.oauthbearer.sasl.server.callback.handler.class",
                OAUTH + "OAuthBearerValidatorCallbackHandler");
        all.put("sasl.oauthbearer.jwks.endpoint.url", keys(security));
        all.put("sasl.oauthbearer.expected.issuer", TokenIssuer.NAME);
        all.put("sasl.oauthbearer.expected.audience", TokenIssuer.AUDIENCE);
    }

    /** Kafka takes no address, and no file, that its JVM was not told of. */
    static String jvmOption(StackSecurity security) {
        return "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls=" + keys(security);
    }

    private static String keys(StackSecurity security) {
        return security.issuerKeys().toUri().toString();
    }
}
