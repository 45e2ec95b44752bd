package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsException;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.Denials;
import io.tributary.schemas.security.Logins;
import io.tributary.text.ErrorText;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import picocli.CommandLine;

/** What a command lacks that was denied something. */
final class CommandDenial {
    private CommandDenial() {}

    /** One line with what to do; empty when the error is another. */
    static Optional<String> line(Throwable error, CommandLine command) {
        Throwable denied = error;
        while (denied != null && !(denied instanceof AuthorizationException)) {
            denied = denied.getCause();
        }
        if (denied == null) {
            return Optional.empty();
        }
        Optional<Settings> settings = settings(command);
        String who = settings.map(each -> Logins.principal(each.connection().kafka()))
                .filter(name -> !name.isEmpty())
                .orElse("this client");
        if (denied instanceof ClusterAuthorizationException) {
            return Optional.of("Kafka denies " + who + " what it asked of the cluster (" + ErrorText.of(denied)
                    + "): ACLs are seen with DESCRIBE and changed with ALTER on the cluster; name settings of somebody who has it"
                    + " with --config");
        }
        String what = "Kafka denies " + who + ": " + ErrorText.of(denied);
        return Optional.of(settings.flatMap(each -> new Denials(each, AccessRole.OPERATOR).line())
                .orElse(what + "; `tributary acls show --role operator` says what commands need"));
    }

    private static Optional<Settings> settings(CommandLine command) {
        try {
            return command.getCommandSpec().mixins().values().stream()
                    .map(mixin -> mixin.userObject())
                    .filter(SettingsOptions.class::isInstance)
                    .findFirst()
                    .map(options -> ((SettingsOptions) options).load());
        } catch (SettingsException e) {
            return Optional.empty();
        }
    }
}
