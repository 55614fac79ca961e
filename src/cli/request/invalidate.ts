// The invalidate command: the edge of a distribution forgets what it keeps of some paths.
import { join } from 'node:path';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { invalidateSite, listSites } from '../../targets/site/open-site.ts';
import type { CommonOptions, PlaceOptions } from '../command.ts';
import { checkPaths, type Invalidation } from './invalidation.ts';
import { existingStatePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';

export async function invalidate(
  { distribution, paths }: Invalidation,
  options: CommonOptions & PlaceOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  checkPaths(paths);
  refusePlaceHere(options);
  const targetsFolder = join(existingStatePath(options, terminal), 'targets');
  if (!(await invalidateSite(targetsFolder, distribution, paths))) {
    const sites = await listSites(targetsFolder);
    throw new ProblemError([
      unknown(
        distribution,
        sites.flatMap((site) => site.distributions.map(({ name }) => name)),
      ),
    ]);
  }
  terminal.write(
    options.json === true
      ? `${JSON.stringify({ distribution, paths })}\n`
      : `${distribution} forgets ${paths.join(', ')}\n`,
  );
  return 0;
}

/** The process of a distribution here is no thing of a Region. */
function refusePlaceHere({ profile, region }: PlaceOptions): void {
  if ((profile ?? region) === undefined) return;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `${profile === undefined ? '--region' : '--profile'} is about an account of AWS`,
      remedy: 'Give --aws as well',
    }),
  ]);
}

function unknown(name: string, known: readonly string[]) {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `No distribution "${name}" is deployed here`,
    remedy:
      known.length === 0
        ? 'None is: an S3 action deploys a bucket with what stands in front of it.'
        : didYouMean(name, known, `There are: ${known.join(', ')}`),
  });
}
