package io.tributary.cli;

import io.tributary.schemas.SchemaAdmin;
import io.tributary.schemas.SubjectCheck;
import io.tributary.schemas.SubjectCheck.State;
import io.tributary.text.ErrorText;
import io.tributary.text.SecretMask;
import java.util.List;

/** The schema registry against the contract. */
final class RegistryCheck {
    private static final String PATIENCE_MS = "5000";

    private RegistryCheck() {}

    static List<Finding> of(SettingsOptions options) {
        String url = "";
        try {
            SettingsOptions.Connection connection = options.connect(PATIENCE_MS);
            url = SecretMask.url(connection.settings().schemaRegistryUrl());
            return List.of(of(url, SchemaAdmin.check(connection.serdes().client(), connection.topics())));
        } catch (RuntimeException e) {
            return List.of(Finding.fail(
                    "registry",
                    url + ": " + ErrorText.of(e),
                    "start it, or correct schema.registry.url and registry.*"));
        }
    }

    static Finding of(String url, List<SubjectCheck> checks) {
        List<String> bad = checks.stream()
                .filter(check -> check.state() == State.INCOMPATIBLE)
                .map(SubjectCheck::toString)
                .toList();
        long missing =
                checks.stream().filter(check -> check.state() == State.NEW).count();
        if (!bad.isEmpty()) {
            return Finding.fail(
                    "registry",
                    url + ": " + String.join("; ", bad),
                    "another version of the contract was registered: run that one");
        }
        return missing > 0
                ? Finding.warn(
                        "registry",
                        url + ": " + missing + " of " + checks.size() + " schemas are not registered",
                        "`tributary schemas register`; `run` does it by itself")
                : Finding.ok("registry", url + ": all " + checks.size() + " schemas are registered");
    }
}
