package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

/**
 * How HTTP is served, and to whom. Whoever asks from this machine, or for health, needs nothing; everybody else a token.
 *
 * @param tlsFolder folder with tls.crt and tls.key in PEM; empty for plain HTTP
 * @param tokenFile file with a token a line; empty for none
 * @param issuer whose signed tokens are taken, as they name themselves; empty for nobody's
 * @param audience whom these must be meant for
 * @param keys the issuer's public keys (JWKS): a file, or an address
 */
public record HttpAccess(String tlsFolder, String tokenFile, String issuer, String audience, String keys) {
    /** Plain HTTP, for this machine only. */
    public static final HttpAccess LOCAL = new HttpAccess("", "", "", "", "");

    public HttpAccess {
        require(
                issuer.isEmpty() == keys.isEmpty(),
                issuer.isEmpty() ? SettingKeys.HTTP_OIDC_ISSUER : SettingKeys.HTTP_OIDC_JWKS,
                "",
                "an issuer and its keys come together");
        require(
                issuer.isEmpty() || !audience.isEmpty(),
                SettingKeys.HTTP_OIDC_AUDIENCE,
                audience,
                "say whom tokens must be meant for: the issuer gives others to others");
    }

    public boolean isTls() {
        return !tlsFolder.isEmpty();
    }

    /** Whether there are tokens at all. */
    public boolean hasTokens() {
        return !tokenFile.isEmpty() || !issuer.isEmpty();
    }
}
