-- conversion-metrics in Doris: of each key the row with the highest revision replaces the others when it is written.
-- memberOf is to be computed on the way, for example by a function column of the load: programmeId:version:stage of each membership.
CREATE TABLE conversion_metrics (
  merchantId VARCHAR(128), windowSize VARCHAR(16), windowStart BIGINT, surface VARCHAR(32), arm VARCHAR(16), memberOf VARCHAR(2048),
  windowEnd BIGINT, timeZone VARCHAR(64), status VARCHAR(16), revision INT,
  impressions BIGINT, exposures BIGINT, invalid BIGINT, charged BIGINT, late BIGINT, placed BIGINT, orders BIGINT, refunds BIGINT, units BIGINT,
  sales JSON, programmes JSON, memberships JSON, chargedTo JSON, outOfScope BIGINT, regionCode VARCHAR(6), sizeClass VARCHAR(16), tags JSON, displaced BIGINT,
  ordersPerExposure DOUBLE, netOrdersPerExposure DOUBLE, invalidated BIGINT, invalidatedInWindow BIGINT,
  cancelled BIGINT, refundsInWindow BIGINT, complaints BIGINT, withoutPersonalisation BIGINT
) UNIQUE KEY (merchantId, windowSize, windowStart, surface, arm, memberOf)
DISTRIBUTED BY HASH(merchantId) BUCKETS AUTO
PROPERTIES ("enable_unique_key_merge_on_write" = "true", "function_column.sequence_col" = "revision");
