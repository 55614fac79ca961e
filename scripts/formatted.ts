// Text that a script writes, as the formatter of the project would leave it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, type Oxfmtrc } from 'oxfmt';
import { root } from './tools.ts';

/** @param path says the language by its ending */
export async function formatted(path: string, text: string): Promise<string> {
  const config = JSON.parse(readFileSync(join(root, '.oxfmtrc.json'), 'utf8')) as Oxfmtrc;
  const { ignorePatterns: _, ...options } = config;
  const { code, errors } = await format(path, text, options);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? ''}`);
  return code;
}
