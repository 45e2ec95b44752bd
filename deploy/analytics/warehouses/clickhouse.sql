-- conversion-metrics in ClickHouse: rows as they come, of each key the highest revision is true. Ask with FINAL.
-- Columns are named as the record's fields, which is what Kafka Connect's sink goes by. memberOf makes the memberships a part of the key.
CREATE TABLE conversion_metrics (
  merchantId String, windowSize String, windowStart Int64, windowEnd Int64, timeZone String, surface String, arm String,
  status String, revision Int32,
  impressions Int64, exposures Int64, invalid Int64, charged Int64, late Int64, placed Int64, orders Int64, refunds Int64, units Int64,
  `sales.currency` Array(String), `sales.gross` Array(Int64), `sales.refunded` Array(Int64), `sales.grossPerThousand` Array(Nullable(Float64)), `sales.netPerThousand` Array(Nullable(Float64)), `sales.refundedInWindow` Array(Int64),
  programmes Array(String),
  `memberships.programmeId` Array(String), `memberships.version` Array(Int32), `memberships.stage` Array(String),
  `chargedTo.programmeId` Array(String), `chargedTo.exposures` Array(Int64),
  outOfScope Int64, regionCode String, sizeClass String, tags Array(String), displaced Int64,
  ordersPerExposure Nullable(Float64), netOrdersPerExposure Nullable(Float64), invalidated Int64, invalidatedInWindow Int64,
  cancelled Int64, refundsInWindow Int64, complaints Int64, withoutPersonalisation Int64,
  memberOf String MATERIALIZED arrayStringConcat(arrayMap((p, v, s) -> concat(p, ':', toString(v), ':', s), `memberships.programmeId`, `memberships.version`, `memberships.stage`), ',')
) ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(toDateTime(intDiv(windowStart, 1000), 'Asia/Shanghai'))
ORDER BY (merchantId, windowSize, windowStart, surface, arm, memberOf);
