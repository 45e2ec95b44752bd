package io.tributary.schemas.security;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.ClientJwtValidator;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;

/** As whom a client logs in. */
public final class Logins {
    private static final Pattern USERNAME = Pattern.compile("\\busername\\s*=\\s*\"([^\"]+)\"");

    private Logins() {}

    /** The principal of clients with these settings as Kafka writes it; empty where the settings do not say it. */
    public static String principal(Map<String, ?> settings) {
        try {
            String name = name(settings);
            return name.isEmpty() ? "" : "User:" + name;
        } catch (KafkaException | CertificateException e) {
            return "";
        }
    }

    private static String name(Map<String, ?> settings) throws CertificateException {
        if (settings.get(ClientSecurity.LOGIN_FOLDER) != null) {
            return LoginFolder.of(settings.get(ClientSecurity.LOGIN_FOLDER).toString())
                    .username();
        } else if (settings.get(ClientSecurity.TOKEN_FILE) != null) {
            return subject(Path.of(settings.get(ClientSecurity.TOKEN_FILE).toString()), settings);
        } else if (ClientSecurity.isByCertificate(settings)) {
            return owner(TlsFiles.certificates(settings));
        }
        Object jaas = settings.get(SaslConfigs.SASL_JAAS_CONFIG);
        Matcher username = USERNAME.matcher(jaas == null ? "" : jaas.toString());
        return username.find() ? username.group(1) : "";
    }

    /** Whom a token names; whether it is valid is for brokers to say. */
    private static String subject(Path file, Map<String, ?> settings) {
        Object claim = settings.get(SaslConfigs.SASL_OAUTHBEARER_SUB_CLAIM_NAME);
        ClientJwtValidator reader = new ClientJwtValidator();
        reader.configure(
                Map.of(
                        SaslConfigs.SASL_OAUTHBEARER_SCOPE_CLAIM_NAME,
                        SaslConfigs.DEFAULT_SASL_OAUTHBEARER_SCOPE_CLAIM_NAME,
                        SaslConfigs.SASL_OAUTHBEARER_SUB_CLAIM_NAME,
                        claim == null ? SaslConfigs.DEFAULT_SASL_OAUTHBEARER_SUB_CLAIM_NAME : claim),
                OAuthBearerLoginModule.OAUTHBEARER_MECHANISM,
                List.of());
        return reader.validate(SecretFile.read(file)).principalName();
    }

    /** Whom a certificate names, as brokers without rules of their own for names do. */
    private static String owner(String pem) throws CertificateException {
        if (pem.isEmpty()) {
            return "";
        }
        X509Certificate first = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        return first.getSubjectX500Principal().getName();
    }
}
