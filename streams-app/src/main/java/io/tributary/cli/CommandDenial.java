package io.tributary.cli;

import io.tributary.app.config.Settings;
import io.tributary.app.config.SettingsException;
import io.tributary.app.run.AccessRole;
import io.tributary.app.run.Denials;
import io.tributary.schemas.security.Logins;
import io.tributary.text.ErrorText;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import picocli.CommandLine;

/** What a command lacks that was denied something. */
final class CommandDenial {
    private static final Set<String> REPAIRING = Set.of("resend", "discard");

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
        AccessRole role = role(command);
        return Optional.of(settings.flatMap(each -> new Denials(each, role).line())
                .orElse(what + "; `tributary acls show --role " + role.id() + "` says what this command needs"));
    }

    /** The role that has what a command needs: of dead letters, {@code list} and {@code show} only read. */
    private static AccessRole role(CommandLine command) {
        boolean repairs = command.getParent() != null
                && command.getParent().getCommand() instanceof DeadLettersCommand
                && REPAIRING.contains(command.getCommandName());
        return repairs ? AccessRole.REPAIR : AccessRole.OPERATOR;
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
