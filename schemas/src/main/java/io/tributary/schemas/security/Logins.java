package io.tributary.schemas.security;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;

/** As whom a client logs in. */
public final class Logins {
    private static final Pattern USERNAME = Pattern.compile("\\busername\\s*=\\s*\"([^\"]+)\"");

    private Logins() {}

    /** The principal of clients with these settings as Kafka writes it; empty where the settings do not say it. */
    public static String principal(Map<String, ?> settings) {
        Object folder = settings.get(ClientSecurity.LOGIN_FOLDER);
        if (folder != null) {
            try {
                return "User:" + LoginFolder.of(folder.toString()).username();
            } catch (ConfigException e) {
                return "";
            }
        }
        Object jaas = settings.get(SaslConfigs.SASL_JAAS_CONFIG);
        Matcher username = USERNAME.matcher(jaas == null ? "" : jaas.toString());
        return username.find() ? "User:" + username.group(1) : "";
    }
}
