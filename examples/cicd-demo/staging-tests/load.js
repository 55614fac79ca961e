'use strict';
// A few seconds of load on staging. It fails when a request fails, or when one in a hundred takes too long.
const autocannon = require('autocannon');

const slowestMs = Number(process.env.SLOWEST_MS ?? 1000);

autocannon({ url: process.env.STAGING_URL, connections: 20, duration: 5 }).then((result) => {
  const { errors, timeouts, non2xx, latency, requests } = result;
  console.log(`${requests.total} requests, ${requests.average} a second, p99 ${latency.p99} ms`);
  const failed = errors + timeouts + non2xx;
  if (failed > 0) throw new Error(`${failed} requests failed`);
  if (requests.total === 0) throw new Error('nothing was answered');
  if (latency.p99 > slowestMs) throw new Error(`p99 is ${latency.p99} ms, above ${slowestMs} ms`);
});
