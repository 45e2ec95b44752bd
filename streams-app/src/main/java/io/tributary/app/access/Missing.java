package io.tributary.app.access;

import java.util.List;

/** How it is said that permissions are missing: one line, with what to do. */
public final class Missing {
    private static final int NAMED = 6;

    private Missing() {}

    /**
     * @param principal as whom this client logs in, empty when it is not known
     * @param role whose permissions are missing, as `acls` calls it
     */
    public static String line(String principal, String role, List<Permission> missing) {
        return words(principal, missing) + ": have them granted with " + remedy(principal, role);
    }

    /** What is denied to whom. */
    public static String words(String principal, List<Permission> missing) {
        List<String> named =
                missing.stream().limit(NAMED).map(Permission::toString).toList();
        String more = missing.size() > NAMED ? " and " + (missing.size() - NAMED) + " more" : "";
        return "Kafka denies " + (principal.isEmpty() ? "this client" : principal) + " " + String.join(", ", named)
                + more;
    }

    /** The command that grants it. */
    public static String remedy(String principal, String role) {
        return "`tributary acls apply --role " + role + " --principal " + (principal.isEmpty() ? "..." : principal)
                + "`";
    }
}
