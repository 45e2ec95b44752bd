package io.tributary.schemas.security;

import java.nio.file.Path;
import java.util.List;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.config.ConfigException;

/** Files that options of a JAAS entry name. */
final class JaasFiles {
    private JaasFiles() {}

    /** @throws ConfigException when no entry has the option */
    static Path named(String option, List<AppConfigurationEntry> entries) {
        return entries.stream()
                .map(entry -> entry.getOptions().get(option))
                .filter(String.class::isInstance)
                .map(name -> Path.of((String) name))
                .findFirst()
                .orElseThrow(() -> new ConfigException("sasl.jaas.config has no option " + option));
    }
}
