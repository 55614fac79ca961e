// The explain command: what AWS knows of a failure, read there or from a file, as a card.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { problem, ProblemError } from '../../lib/problem.ts';
import { readFailure } from '../../ship/aws/read-failure.ts';
import { refused } from '../../ship/aws/stack.ts';
import { cardOf, isBundle, type FailureBundle } from '../../ship/explain/bundle.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { findShipped, type ShippingOptions } from './open-shipping.ts';

export interface ExplainFailureOptions extends ShippingOptions {
  readonly save?: string;
}

export async function explainId(
  id: string,
  options: ExplainFailureOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const file = resolve(terminal.cwd, id);
  const bundle = existsSync(file) ? await readBundle(file) : await readThere(id, options, terminal);
  if (options.save !== undefined)
    await writeFile(resolve(terminal.cwd, options.save), `${JSON.stringify(bundle, null, 2)}\n`);
  const card = cardOf(bundle);
  terminal.write(
    options.json === true ? `${JSON.stringify({ cause: card[0], ...bundle })}\n` : `${card.join('\n')}\n`,
  );
  return 0;
}

async function readThere(id: string, options: ShippingOptions, terminal: Terminal): Promise<FailureBundle> {
  const found = await findShipped(options, terminal, async ({ access }) => readFailure(access, id));
  if (found === undefined)
    throw refused(
      `There is no execution, build, deployment or stack ${id}`,
      'Look in which account and Region it is. Those here: slipway history',
    );
  return found;
}

async function readBundle(file: string): Promise<FailureBundle> {
  const text = await readFile(file, 'utf8');
  try {
    const read: unknown = JSON.parse(text);
    if (isBundle(read)) return read;
  } catch {
    // Not JSON at all: the same problem.
  }
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `${file} is no file that slipway explain --save has written`,
      remedy: 'Name such a file, or an id',
    }),
  ]);
}
