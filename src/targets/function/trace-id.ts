// The id under which a request is traced (X-Ray developer guide, Tracing header).
import { randomHex } from '../../lib/id.ts';

export function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomHex(12)};Parent=${randomHex(8)};Sampled=0`;
}
