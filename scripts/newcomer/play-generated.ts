// A project as its generator writes it, from `slipway` in its folder to the answer of its address.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildDebianImage, whyNoDebianImage } from '../../test/rig/debian-image.ts';
import type { GeneratedFolder } from '../../test/rig/generated-folders.ts';
import { openTestDocker, whyNoDocker } from '../../test/rig/test-docker.ts';
import { isInstalled } from '../../test/rig/test-engine.ts';
import { opened, type Played, type Step, type Walker } from './walk.ts';

/** Why this machine cannot make or build it; undefined when it can. */
export function whyNotMade({ needs, isContainer }: GeneratedFolder): string | undefined {
  const missing = needs.find((name) => !isInstalled(name));
  if (missing !== undefined) return `there was no \`${missing}\``;
  return isContainer === true ? (whyNoDocker() ?? whyNoDebianImage()) : undefined;
}

export async function playGenerated(
  walker: Walker,
  folder: string,
  project: GeneratedFolder,
): Promise<Played> {
  if (project.isContainer !== true) return await play(walker, folder, project);
  await using docker = await openTestDocker();
  const images = mkdtempSync(join(tmpdir(), 'slipway-images-'));
  try {
    docker.call('tag', buildDebianImage(docker, images), 'node:24-bookworm-slim');
    return await play(opened(walker.prefix, { DOCKER_HOST: docker.host }), folder, project);
  } finally {
    rmSync(images, { recursive: true, force: true });
  }
}

async function play(walker: Walker, folder: string, project: GeneratedFolder): Promise<Played> {
  const { make = [], commands = usual } = project;
  mkdirSync(folder, { recursive: true });
  const made = walker.walk(
    folder,
    make.map((line) => ['sh', '-c', line]),
  );
  if (made.wrong !== undefined) return made;
  for (const [path, text] of Object.entries(project.files ?? {})) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  try {
    const played = walker.walk(folder, [['slipway'], ...commands]);
    return played.wrong === undefined ? await judged(played.steps, project) : played;
  } finally {
    // Not counted: what is deployed would go on running.
    walker.call(folder, ['slipway', 'down']);
  }
}

const longestMs = 60_000;

const usual = [
  ['slipway', 'init', '--yes'],
  ['slipway', 'run'],
];

/** Green, and yet not what the newcomer came for. */
async function judged(steps: readonly Step[], { found, answers }: GeneratedFolder): Promise<Played> {
  const said = steps[0]?.output ?? '';
  if (!said.includes(found)) return { steps, wrong: `slipway does not say "${found}":\n${said}` };
  if (answers === undefined) return { steps };
  const ran = steps.at(-1)?.output ?? '';
  const [, shown = ''] = ran.split('It answers at');
  const address = /http:\/\/\S+/.exec(shown)?.[0];
  if (address === undefined) return { steps, wrong: `the run names no address:\n${ran}` };
  const asked = await askedFor(address, answers);
  const all = [...steps, asked];
  return asked.isGood ? { steps: all } : { steps: all, wrong: `${address} ${asked.output.slice(0, 2000)}` };
}

/** As a step: what does not answer in time has failed as one that answers something else. */
async function askedFor(address: string, answers: RegExp): Promise<Step> {
  const startedAt = performance.now();
  const step = (output: string, isGood: boolean): Step => ({
    command: ['curl', address],
    seconds: (performance.now() - startedAt) / 1000,
    output,
    isGood,
  });
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(longestMs) });
    const text = await response.text();
    return step(`answers ${response.status}:\n${text}`, response.ok && answers.test(text));
  } catch (error) {
    const { message, cause } = error as Error;
    return step(`does not answer: ${cause instanceof Error ? cause.message : message}`, false);
  }
}
