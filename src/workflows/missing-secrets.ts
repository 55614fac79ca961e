// What is said of secrets that a job names and that are empty. Pure.
import { describeTrust, storedNamesWithin, type Trust } from './trust.ts';

export interface MissingSecret {
  readonly name: string;
  /** What it is made of in the workflow that the event has started: other names, where a call passes them on as it. */
  readonly from: readonly string[];
}

/** One sentence for each of them, or for all that such a run does not get. */
export function describeMissing(missing: readonly MissingSecret[], trust: Trust): readonly string[] {
  if (trust === 'repository') return missing.map(notStored);
  const token = missing.filter(({ name }) => name === 'GITHUB_TOKEN');
  const others = missing.filter(({ name }) => name !== 'GITHUB_TOKEN');
  const run = describeTrust(trust);
  const [secrets, ofToken] =
    trust === 'dependabot'
      ? ['its own secrets alone', 'a token of its own']
      : ['no secrets', 'a token that only reads'];
  return [
    ...sentence(`GitHub gives ${run} ${secrets}`, { missing: others, trust }),
    ...sentence(`GitHub gives ${run} ${ofToken}, and none is stored here`, { missing: token, trust }),
  ];
}

function notStored({ name, from }: MissingSecret): string {
  if (from.length === 0) return `What calls the workflow passes no secret as ${name}: it is empty`;
  const isItself = from.length === 1 && from[0] === name;
  return `The secret ${from.join(', ')} is not stored here: ${isItself ? 'it' : name} is empty`;
}

function sentence(
  because: string,
  { missing, trust }: { readonly missing: readonly MissingSecret[]; readonly trust: Trust },
): readonly string[] {
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  const are = missing.length === 1 ? 'is' : 'are';
  const stored = new Set(
    missing.flatMap(({ from }) => from).flatMap((name) => storedNamesWithin(trust, name)),
  );
  const remedy = stored.size === 0 ? '' : `. To give it what is missing, store ${[...stored].join(', ')}`;
  return [`${because}: ${names} ${are} empty${remedy}`];
}
