-- conversion-metrics in Iceberg: the sink appends every record to conversion_metrics_all; what is true is this view.
CREATE VIEW conversion_metrics AS
SELECT * FROM (
  SELECT *, row_number() OVER (
    PARTITION BY merchantId, windowSize, windowStart, surface, arm, memberships
    ORDER BY revision DESC) AS place
  FROM conversion_metrics_all) AS placed
WHERE place = 1;
