package io.tributary.analytics.report;

import io.tributary.analytics.PostgresServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real server, which the test starts. */
class PostgresReportTest extends ReportContract {
    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @Override
    String url() {
        return SERVER.url();
    }
}
