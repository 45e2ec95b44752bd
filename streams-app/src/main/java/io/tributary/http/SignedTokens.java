package io.tributary.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tributary.app.config.HttpAccess;
import io.tributary.app.config.StartupException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that an OpenID Connect issuer has signed for this service: signature, issuer, audience and end are checked. Only signatures by
 * public keys are taken, so that nobody who knows these can sign.
 */
final class SignedTokens implements Predicate<String> {
    private static final Logger LOG = LoggerFactory.getLogger(SignedTokens.class);
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    private SignedTokens(HttpAccess access, JWKSource<SecurityContext> keys) {
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                access.audience(),
                new JWTClaimsSet.Builder().issuer(access.issuer()).build(),
                Set.of("exp")));
    }

    static SignedTokens of(HttpAccess access) {
        String keys = access.keys();
        if (!keys.startsWith("https://") && !keys.startsWith("http://")) {
            return new SignedTokens(access, new KeysOfFile(new File(keys)));
        }
        try {
            return new SignedTokens(
                    access,
                    JWKSourceBuilder.create(URI.create(keys).toURL())
                            .retrying(true)
                            .build());
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new StartupException("http.oidc.jwks " + keys + " is no address and no file", e);
        }
    }

    @Override
    public boolean test(String token) {
        try {
            processor.process(token, null);
            return true;
        } catch (KeySourceException e) {
            LOG.warn("The keys of http.oidc.jwks cannot be had, no signed token is known: {}", e.getMessage());
            return false;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("A token is refused: {}", e.getMessage());
            return false;
        }
    }

    /** Keys of a file, read again when it has changed. */
    private static final class KeysOfFile implements JWKSource<SecurityContext> {
        private final File file;
        private long modified = -1;
        private JWKSet keys = new JWKSet();

        KeysOfFile(File file) {
            this.file = file;
        }

        @Override
        public java.util.List<com.nimbusds.jose.jwk.JWK> get(
                com.nimbusds.jose.jwk.JWKSelector selector, SecurityContext context) throws KeySourceException {
            return selector.select(keys());
        }

        private synchronized JWKSet keys() throws KeySourceException {
            long now = file.lastModified();
            if (now != modified || now == 0) {
                try {
                    keys = JWKSet.load(file);
                    modified = now;
                } catch (IOException | ParseException e) {
                    throw new KeySourceException(file + ": " + e.getMessage(), e);
                }
            }
            return keys;
        }
    }
}
