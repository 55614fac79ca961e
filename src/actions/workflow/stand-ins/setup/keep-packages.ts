// Keeps the packages of a language from one run to the next, by the files that name them.
import { hashFiles } from '../../hash-files.ts';
import { restoreAndSave } from '../cache/use-cache.ts';
import { linesOf } from '../lines-of.ts';
import { failed, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { managersOf, packageManager } from './package-managers.ts';

/** @param setUp what the action has given so far: its outputs stay */
export async function keepPackages(
  call: StandInCall,
  { tool, version, setUp }: { readonly tool: string; readonly version: string; readonly setUp: StandInEnd },
): Promise<StandInEnd> {
  const { job, inputs } = call;
  const cache = inputs['cache'] ?? '';
  if (cache === '' || cache === 'false' || setUp.end.outcome !== 'success') return setUp;
  const manager = packageManager(tool, cache);
  if (manager === undefined)
    return failed(`Caching for '${cache}' is not supported`, `It is one of ${managersOf(tool).join(', ')}.`);
  const given = linesOf(inputs['cache-dependency-path']);
  const hash = firstHash(
    given.length > 0 ? [given] : manager.dependencies,
    job.machine.outside(job.folders.workspace),
  );
  if (hash === undefined) return nothingFound(call, { tool, setUp, patterns: given, manager: cache });
  const prefix = `setup-${tool}-${process.platform}-${process.arch}-${tool === 'python' ? `${version}-` : ''}${cache}-`;
  const kept = await restoreAndSave({
    ...call,
    inputs: { path: manager.folders.join('\n'), key: `${prefix}${hash}`, 'restore-keys': prefix },
  });
  const { 'cache-hit': hit = 'false', 'cache-primary-key': key = '' } = kept.outputs ?? {};
  const ofJava: Readonly<Record<string, string>> = tool === 'java' ? { 'cache-primary-key': key } : {};
  return { ...kept, outputs: { ...setUp.outputs, 'cache-hit': hit, ...ofJava } };
}

function firstHash(patterns: readonly (readonly string[])[], workspace: string): string | undefined {
  for (const each of patterns) {
    const hash = hashFiles(each, workspace);
    if (hash !== '') return hash;
  }
  return undefined;
}

/** setup-go keeps packages without being asked to, so it only warns. */
function nothingFound(
  { job, step }: StandInCall,
  {
    tool,
    setUp,
    patterns,
    manager,
  }: {
    readonly tool: string;
    readonly setUp: StandInEnd;
    readonly patterns: readonly string[];
    readonly manager: string;
  },
): StandInEnd {
  const wanted = patterns.length > 0 ? patterns : (packageManager(tool, manager)?.dependencies.flat() ?? []);
  const message = `No file in ${job.folders.workspace} matched to [${wanted.join(', ')}], make sure you have checked out the target repository`;
  if (tool !== 'go') return failed(`${step.uses ?? ''}: ${message}`, 'Run actions/checkout before.');
  job.context.log.line(`warning: Restore cache failed: ${message}`);
  return succeeded(setUp.outputs);
}
