package io.tributary.app.config;

import static io.tributary.app.config.SettingsException.require;

import java.net.URI;

/**
 * Traces of records.
 *
 * @param endpoint of a collector that takes OTLP over HTTP; empty: there are none, which costs nothing
 * @param oneIn of so many records one is followed; 0: only those that their producers record
 */
public record TraceSettings(String endpoint, int oneIn) {
    public TraceSettings {
        require(
                endpoint.isEmpty() || isHttp(endpoint),
                SettingKeys.TRACES_ENDPOINT,
                endpoint,
                "name a collector, for example http://collector:4318/v1/traces");
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public boolean isOn() {
        return !endpoint.isEmpty();
    }
}
