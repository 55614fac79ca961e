// The id under which a request is traced (X-Ray developer guide, Tracing header).
import { randomBytes } from 'node:crypto';

export function newTraceId(): string {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}
