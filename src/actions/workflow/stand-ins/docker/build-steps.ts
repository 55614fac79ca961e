// What a build of an image took from layers that were there, as its output says: Docker's, BuildKit's and Podman's. Pure.

export interface BuildSteps {
  /** Instructions of the Dockerfile that ran or were taken from the cache; FROM makes no layer, and does not count. */
  readonly total: number;
  readonly cached: number;
}

interface CountedSteps {
  readonly take: (line: string) => void;
  readonly read: () => BuildSteps;
}

/** Docker: `Step 2/5 : RUN make`. Podman: `STEP 2/5: RUN make`, with `[1/2] ` before it in a build of stages. */
const classicStep = /^(?:\[\d+\/\d+\] )?step (\d+)\/\d+ ?: +(\w+)/i;
/** `---> Using cache` and `--> Using cache 3f5b…`. */
const classicCached = /^(?:\[\d+\/\d+\] )? ?-{2,3}> Using cache/;
/** `#7 [linux/amd64 packages 2/3] RUN make`, often without platform or stage; what BuildKit does for itself has `[internal]`. */
const buildKitStep = /^#(\d+) \[(?:\S+ +){0,2}\d+\/\d+\] +(\w+)/;
const buildKitCached = /^#(\d+) CACHED$/;

/** Takes the lines of a build one after the other. */
export function countSteps(): CountedSteps {
  const steps = new Set<string>();
  const cached = new Set<string>();
  let current = '';
  let hasBase = false;
  const begin = (step: string, instruction: string): void => {
    const word = instruction.toUpperCase();
    current = '';
    if (word === 'FROM') hasBase = true;
    // Before the first FROM there are only arguments.
    else if (hasBase || word !== 'ARG') {
      current = step;
      steps.add(step);
    }
  };
  return {
    take: (raw) => {
      const line = raw.trimEnd();
      const classic = classicStep.exec(line);
      const ofBuildKit = buildKitStep.exec(line);
      if (classic !== null) begin(`${steps.size}`, classic[2] ?? '');
      else if (classicCached.test(line) && current !== '') cached.add(current);
      else if (ofBuildKit !== null) begin(`#${ofBuildKit[1]}`, ofBuildKit[2] ?? '');
      const reused = buildKitCached.exec(line);
      if (reused !== null && steps.has(`#${reused[1]}`)) cached.add(`#${reused[1]}`);
    },
    read: () => ({ total: steps.size, cached: cached.size }),
  };
}

/** The summary of the job that docker/build-push-action writes (docker/actions-toolkit, writeBuildSummary). */
export function buildSummary(name: string, { total, cached }: BuildSteps, durationMs: number): string {
  const share = total === 0 ? '' : `${Math.round((cached / total) * 100)}%`;
  const cells = [name, 'completed', share, `${Math.round(durationMs / 1000)}s`];
  return [
    '## Docker Build summary',
    '',
    '| Name | Status | Cached | Duration |',
    '| --- | --- | --- | --- |',
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`,
    '',
  ].join('\n');
}
