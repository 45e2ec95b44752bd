package io.tributary.cli;

import io.tributary.app.access.AclPlan;
import io.tributary.app.access.Permission;
import io.tributary.app.config.Settings;
import io.tributary.app.run.AccessRights;
import io.tributary.app.run.AccessRole;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclBinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What who must be permitted at the brokers. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "The least that whoever works with the topics must be permitted at the brokers, derived from the contract's topics and from"
                    + " what the service reads and writes. Roles: service (instances), operator (these commands), repair"
                    + " (resends and discards dead letters), platform (writes events), recommender (follows boosts), analyst (reads what came of it).",
            "It is run as somebody who may see and change ACLs (DESCRIBE and ALTER on the cluster): name settings of theirs with --config."
        },
        footer = {
            "",
            "Examples:",
            "  tributary acls show --role recommender",
            "  tributary acls plan --config admin.properties",
            "  tributary acls apply --config admin.properties --role platform --principal User:trading"
        })
final class AclsCommand extends CommandGroup {
    @Spec
    private CommandSpec spec;

    /** Whose permissions are meant. */
    static final class Whose {
        @Option(
                names = "--role",
                defaultValue = "service",
                description = "service, operator, repair, platform, recommender or analyst; default: service.")
        private AccessRole role;

        @Option(
                names = "--principal",
                paramLabel = "TYPE:NAME",
                description =
                        "Who has the role, as Kafka calls them; default: User:tributary for the service, User:ROLE for"
                                + " others.")
        private String principal;

        String principal() {
            String name = role == AccessRole.SERVICE ? "tributary" : role.id();
            String named = principal == null ? "User:" + name : principal;
            if (!named.contains(":")) {
                throw new IllegalArgumentException(
                        "--principal " + named + ": write its type, too, for example User:" + named);
            }
            return named;
        }
    }

    /** One line of a plan. */
    private record Row(String action, String principal, String type, String name, boolean prefixed, String operation) {
        static Row of(String action, String principal, Permission permission) {
            return new Row(
                    action,
                    principal,
                    permission.type().name(),
                    permission.name(),
                    permission.prefixed(),
                    permission.operation().name());
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Says what a role must be permitted under these settings, without asking the brokers.")
    int show(@Mixin SettingsOptions options, @Mixin Whose whose, @Mixin JsonOption json) {
        Set<Permission> needed = AccessRights.of(whose.role, options.load());
        needed.forEach(
                each -> say(json.isJson() ? Json.write(Row.of("NEEDED", whose.principal(), each)) : each.toString()));
        return 0;
    }

    @Command(
            name = "plan",
            mixinStandardHelpOptions = true,
            description =
                    "Compares with the brokers' ACLs: what is missing, and what is superfluous. Exit code 1 when something is missing.")
    int plan(@Mixin SettingsOptions options, @Mixin Whose whose, @Mixin JsonOption json) {
        Settings settings = options.load();
        try (Admin admin = Kafka.admin(settings.connection())) {
            AclPlan plan = AclPlan.of(admin, whose.principal(), AccessRights.of(whose.role, settings));
            print(plan, json.isJson(), "MISSING", "SUPERFLUOUS");
            return plan.missing().isEmpty() ? 0 : Main.FAILED;
        } catch (KafkaException e) {
            throw Kafka.unreachable(settings.connection(), e);
        }
    }

    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Grants what is missing. What is superfluous is named, and taken away with --revoke only.")
    int apply(
            @Mixin SettingsOptions options,
            @Mixin Whose whose,
            @Mixin JsonOption json,
            @Option(
                            names = "--revoke",
                            description = "Take away what the role does not need, whoever granted it and for whatever.")
                    boolean revoke) {
        Settings settings = options.load();
        try (Admin admin = Kafka.admin(settings.connection())) {
            AclPlan plan = AclPlan.of(admin, whose.principal(), AccessRights.of(whose.role, settings));
            plan.grant(admin);
            if (revoke) {
                plan.revoke(admin);
            }
            print(plan, json.isJson(), "GRANTED", revoke ? "REVOKED" : "SUPERFLUOUS");
            return 0;
        } catch (KafkaException e) {
            throw Kafka.unreachable(settings.connection(), e);
        }
    }

    private void print(AclPlan plan, boolean json, String missing, String superfluous) {
        String who = plan.principal();
        if (json) {
            plan.present().forEach(each -> say(Json.write(Row.of("OK", who, each))));
            plan.missing().forEach(each -> say(Json.write(Row.of(missing, who, each))));
            plan.superfluous().forEach(each -> say(Json.write(row(superfluous, each))));
            return;
        }
        plan.missing().forEach(each -> say(String.format("%-12s %s", missing, each)));
        plan.superfluous().forEach(each -> say(String.format("%-12s %s", superfluous, text(each))));
        say(who + ": " + plan.present().size() + " as they should be, "
                + plan.missing().size() + " "
                + missing.toLowerCase(java.util.Locale.ROOT) + ", "
                + plan.superfluous().size() + " "
                + superfluous.toLowerCase(java.util.Locale.ROOT));
    }

    private static String text(AclBinding each) {
        return each.entry().permissionType() + " " + each.entry().operation() + " on "
                + each.pattern().resourceType() + " " + each.pattern().name() + " ("
                + each.pattern().patternType() + ", host " + each.entry().host() + ")";
    }

    private static Map<String, Object> row(String action, AclBinding each) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("action", action);
        row.put("principal", each.entry().principal());
        row.put("type", each.pattern().resourceType().name());
        row.put("name", each.pattern().name());
        row.put("pattern", each.pattern().patternType().name());
        row.put("operation", each.entry().operation().name());
        row.put("permission", each.entry().permissionType().name());
        row.put("host", each.entry().host());
        return row;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
