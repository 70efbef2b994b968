-- Only the closing line: a script that touches requests or responses would cost the client CPU for each.
function done(summary, latency, requests)
  local e = summary.errors
  print(string.format("entrepot-bench %d %d %d %d %d %d %d %d", summary.requests, summary.duration, summary.bytes,
    e.connect + e.read + e.write + e.timeout + e.status,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency.max))
end
