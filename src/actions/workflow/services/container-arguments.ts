// The words with which an engine starts the container of a service, and the ports that it got. Pure.
import { isFailed, type Result } from '../../../lib/result.ts';
import type { ServiceCall } from './service-call.ts';

interface StartedService {
  readonly name: string;
  readonly image: string;
  /** Words that name hosts in it, and by which it trusts them. What the workflow gives overrides them. */
  readonly hosts?: readonly string[];
}

export function containerArguments(
  { env, ports, options, volumes, entrypoint, command }: ServiceCall,
  { name, image, hosts = [] }: StartedService,
): Result<{ readonly args: readonly string[] }> {
  const given = wordsOf(options);
  const after = wordsOf(command);
  if (isFailed(given)) return { failed: `its options: ${given.failed}` };
  if (isFailed(after)) return { failed: `its command: ${after.failed}` };
  // GitHub refuses it as well: the network is the job's.
  if (given.words.some((word) => /^--(?:network|net)(?:=|$)/.test(word)))
    return { failed: 'its options: --network is not supported' };
  return {
    args: [
      'run',
      '--detach',
      '--name',
      name,
      ...hosts,
      // By name: their values stand in the environment of the client, and in no argument.
      ...Object.keys(env).flatMap((key) => ['--env', key]),
      ...ports.flatMap((port) => ['--publish', published(port)]),
      ...volumes.flatMap((volume) => ['--volume', volume]),
      ...given.words,
      ...(entrypoint === '' ? [] : ['--entrypoint', entrypoint]),
      image,
      ...after.words,
    ],
  };
}

/** Only this machine reaches it. `5432` takes a free port, `6000:5432` that one. */
export function published(port: string): string {
  const [inside = '', outside = ''] = port.split(':').toReversed();
  return `127.0.0.1:${outside}:${inside}`;
}

/** Of lines such as `5432/tcp -> 127.0.0.1:49153`: the port of this machine by that of the container. */
export function portsIn(text: string): Readonly<Record<string, string>> {
  const found = [...text.matchAll(/^(\d+)\/\w+ -> .*:(\d+)$/gm)];
  return Object.fromEntries(found.map(([, inside = '', outside = '']) => [inside, outside]));
}

/** As a shell would take them, without anything that a shell would do. */
export function wordsOf(text: string): Result<{ readonly words: readonly string[] }> {
  const words: string[] = [];
  const part = /\s+|"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([^\s"'\\]+)|(["'\\])/gs;
  let word: string | undefined;
  for (const [whole, double, single, escaped, plain, open] of text.matchAll(part)) {
    if (open !== undefined) return { failed: `${open} is not closed` };
    const value = double?.replaceAll(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? plain;
    if (value !== undefined) word = (word ?? '') + value;
    else if (whole !== '' && word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return { words: word === undefined ? words : [...words, word] };
}
