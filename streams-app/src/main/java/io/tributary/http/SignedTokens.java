package io.tributary.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tributary.app.config.HttpAccess;
import java.text.ParseException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens that an OpenID Connect issuer has signed for this service: signature, issuer, audience and end are checked. Only signatures by
 * public keys are taken, so that nobody who knows these can sign.
 */
final class SignedTokens implements TokenCheck {
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
    private final SigningKeys keys;

    private SignedTokens(HttpAccess access, SigningKeys keys) {
        this.keys = keys;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                access.audience(),
                new JWTClaimsSet.Builder().issuer(access.issuer()).build(),
                Set.of("exp")));
    }

    static SignedTokens of(HttpAccess access) {
        return new SignedTokens(access, SigningKeys.at(access.keys()));
    }

    @Override
    public Verdict of(String token) {
        try {
            processor.process(token, null);
            return Verdict.VALID;
        } catch (RateLimitReachedException e) {
            // Keys were asked for a moment ago, and this one was not among them.
            return keys.areKnown() ? Verdict.INVALID : Verdict.UNDECIDED;
        } catch (KeySourceException e) {
            return Verdict.UNDECIDED;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.debug("A token is refused: {}", e.getMessage());
            return Verdict.INVALID;
        }
    }
}
