package io.tributary.http;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.tributary.app.config.StartupException;
import io.tributary.text.LogEvents;
import io.tributary.text.SecretMask;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An issuer's public keys, from an address or a file. Those of an address are asked for when a token comes that none of them has signed,
 * twice in half a minute at most, and else every five minutes; those of a file are read when it has changed. While they cannot be had, the
 * ones from before go on, those of an address for a day: an issuer that is away for so long cannot tell that it has withdrawn one.
 */
final class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 2_000;
    private static final int MOST_BYTES = 256 << 10;
    private static final long GO_ON_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final String place;
    private final JWKSource<SecurityContext> keys;
    /** Whether there were any yet. */
    private volatile boolean known;

    private SigningKeys(String place) {
        this.place = place;
        this.keys = place.startsWith("https://") || place.startsWith("http://") ? ofAddress(place) : new OfFile();
    }

    /**
     * @param place an address, or a file
     * @throws StartupException when it is neither
     */
    static SigningKeys at(String place) {
        return new SigningKeys(place);
    }

    private JWKSource<SecurityContext> ofAddress(String address) {
        try {
            URLBasedJWKSetSource<SecurityContext> there = new URLBasedJWKSetSource<>(
                    URI.create(address).toURL(), new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MOST_BYTES));
            return JWKSourceBuilder.create(new Told(there))
                    // A thread that is ahead of requests would have to be ended, for one request in five minutes.
                    .refreshAheadCache(false)
                    .outageTolerant(GO_ON_MILLIS)
                    .build();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new StartupException("http.oidc.jwks " + address + " is no address and no file", e);
        }
    }

    /** Whether there are keys, so that what none of them has signed is wrong: else nobody can say. */
    boolean areKnown() {
        return known;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
        return keys.get(selector, context);
    }

    private void tell(Exception error) {
        LOG.warn(
                LogEvents.SIGNING_KEYS_AWAY,
                "The keys of http.oidc.jwks {} cannot be had, {}: {}",
                SecretMask.url(place),
                known ? "those from before go on" : "nobody can say whether signed tokens are valid",
                SecretMask.url(String.valueOf(error.getMessage())));
    }

    /** Keys of an address, each request told. */
    private final class Told implements JWKSetSource<SecurityContext> {
        private final JWKSetSource<SecurityContext> there;

        Told(JWKSetSource<SecurityContext> there) {
            this.there = there;
        }

        @Override
        public JWKSet getJWKSet(JWKSetCacheRefreshEvaluator refresh, long now, SecurityContext context)
                throws KeySourceException {
            try {
                JWKSet set = there.getJWKSet(refresh, now, context);
                known = true;
                return set;
            } catch (KeySourceException e) {
                tell(e);
                throw e;
            }
        }

        @Override
        public void close() throws IOException {
            there.close();
        }
    }

    /** Keys of a file. */
    private final class OfFile implements JWKSource<SecurityContext> {
        private final File file = new File(place);
        private long modified = -1;
        private JWKSet set;

        @Override
        public List<JWK> get(JWKSelector selector, SecurityContext context) throws KeySourceException {
            return selector.select(set());
        }

        private synchronized JWKSet set() throws KeySourceException {
            long now = file.lastModified();
            if (now != modified || set == null) {
                modified = now;
                try {
                    set = JWKSet.load(file);
                    known = true;
                } catch (IOException | ParseException e) {
                    tell(e);
                    if (set == null) {
                        throw new KeySourceException(file + ": " + e.getMessage(), e);
                    }
                }
            }
            return set;
        }
    }
}
