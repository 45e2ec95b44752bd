package io.tributary.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The registry's settings, given as system properties, which win over whatever the environment says. */
final class RegistrySettings {
    private RegistrySettings() {}

    static Map<String, String> of(int port, Path data) {
        Map<String, String> all = new TreeMap<>();
        all.put("quarkus.http.host", "127.0.0.1");
        all.put("quarkus.http.port", Integer.toString(port));
        all.put("quarkus.http.access-log.enabled", "false");
        all.put("quarkus.log.category.\"io.apicurio\".level", "WARN");
        all.put("apicurio.storage.kind", "sql");
        all.put("apicurio.storage.sql.kind", "h2");
        // On disk and written at commit: what was registered survives a kill -9. One process only, hence no lock file
        // to go stale.
        all.put("apicurio.datasource.url", "jdbc:h2:file:" + data.resolve("registry") + ";WRITE_DELAY=0");
        all.put("apicurio.storage.snapshot.location", data.toString());
        // The default opens 20 connections at the start.
        all.put("apicurio.datasource.jdbc.initial-size", "1");
        all.put("apicurio.datasource.jdbc.min-size", "1");
        all.put("apicurio.datasource.jdbc.max-size", "20");
        for (String unused : new String[] {"blue", "green"}) {
            all.put("apicurio.datasource." + unused + ".jdbc.initial-size", "0");
            all.put("apicurio.datasource." + unused + ".jdbc.min-size", "0");
        }
        // Confluent's registry can delete.
        all.put("apicurio.rest.deletion.artifact.enabled", "true");
        all.put("apicurio.rest.deletion.artifact-version.enabled", "true");
        return all;
    }

    /** What a secured one has more: TLS, and one user. */
    static Map<String, String> secured(int port, StackSecurity security) {
        Map<String, String> all = new TreeMap<>();
        all.put("quarkus.http.insecure-requests", "disabled");
        all.put("quarkus.http.ssl-port", Integer.toString(port));
        all.put(
                "quarkus.http.ssl.certificate.files",
                security.folder().resolve("tls.crt").toString());
        all.put(
                "quarkus.http.ssl.certificate.key-files",
                security.folder().resolve("tls.key").toString());
        all.put("quarkus.http.auth.basic", "true");
        all.put("quarkus.security.users.embedded.plain-text", "true");
        all.put(
                "quarkus.security.users.embedded.users." + StackSecurity.REGISTRY_USER,
                security.password(StackSecurity.REGISTRY_USER));
        all.put("quarkus.security.users.embedded.roles." + StackSecurity.REGISTRY_USER, "sr-admin");
        all.put("quarkus.http.auth.permission.known.paths", "/*");
        all.put("quarkus.http.auth.permission.known.policy", "authenticated");
        return all;
    }
}
