import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Node keeps compiled code, for this process and those that it starts. */
export function compileCacheFolder(): string {
  return process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache');
}
