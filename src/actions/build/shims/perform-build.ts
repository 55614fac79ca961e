// Builds an image whose base may lie in ECR, and pushes it there when the build is to do that too.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ecrImageOf, localReference } from '../../../model/image-reference.ts';
import { withFile, withoutPush, type DockerPlan } from './docker-call.ts';
import { dockerfileImages } from './dockerfile-images.ts';
import { passOn, type Engine, type Outcome } from './engine.ts';
import { noteNames } from './own-images.ts';
import { provideImage } from './provide-image.ts';
import { pushImages } from './push-images.ts';

type BuildPlan = Extract<DockerPlan, { readonly type: 'Build' }>;

/** Gives the exit status, or that the real program must do it. */
export async function performBuild(plan: BuildPlan, engine: Engine): Promise<Outcome> {
  noteNames(plan.tags, engine);
  const dockerfile = readDockerfile(plan);
  const bases = dockerfileImages(dockerfile?.text ?? '', plan.buildArguments).filter(
    (image) => ecrImageOf(image) !== undefined,
  );
  // Names with a digest, and all when they must be fresh, are looked up where they lie.
  const renamed = bases.filter((image) => plan.pulls || ecrImageOf(image)?.reference.digest !== undefined);
  for (const image of bases) if (!renamed.includes(image) && !(await provideImage(image, engine))) return 1;
  for (const image of renamed) {
    const host = ecrImageOf(image)?.reference.host ?? '';
    if (!engine.mayUse(host, [...plan.head, ...plan.rest])) return 1;
  }
  const address = renamed.length === 0 ? undefined : await engine.address();
  if (address !== undefined && dockerfile !== undefined)
    return buildRenamed({ plan, text: dockerfile.text, renamed, address }, engine);
  if (!plan.pushes) return passOn;
  return pushBuilt(plan, engine, engine.call([...plan.head, ...withoutPush(plan.rest)]));
}

/** Undefined for what lies elsewhere than in a file: in a repository, an archive, on standard input. */
function readDockerfile({ file, context }: BuildPlan): { readonly text: string } | undefined {
  const candidates =
    file === undefined ? [join(context, 'Dockerfile'), join(context, 'Containerfile')] : [file];
  for (const candidate of candidates) {
    try {
      return { text: readFileSync(resolve(candidate), 'utf8') };
    } catch {
      continue;
    }
  }
  return undefined;
}

async function buildRenamed(
  {
    plan,
    text,
    renamed,
    address,
  }: {
    readonly plan: BuildPlan;
    readonly text: string;
    readonly renamed: readonly string[];
    readonly address: string;
  },
  engine: Engine,
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-dockerfile-'));
  const file = join(folder, 'Dockerfile');
  try {
    const local = text.replace(/[^\s"'=,]+/g, (word) =>
      renamed.includes(word) ? localReference(address, word) : word,
    );
    writeFileSync(file, local);
    const words = withFile(plan.pushes ? withoutPush(plan.rest) : plan.rest, file);
    const status = engine.call([...plan.head, ...engine.trust(address), ...words]);
    return plan.pushes ? await pushBuilt(plan, engine, status) : status;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function pushBuilt({ tags }: BuildPlan, engine: Engine, built: number): Promise<number> {
  if (built !== 0) return built;
  for (const image of tags) {
    const status =
      ecrImageOf(image) === undefined
        ? engine.call(['push', image])
        : await pushImages({ type: 'Push', head: ['push'], rest: [image], image, allTags: false }, engine);
    if (status !== 0) return status;
  }
  return 0;
}
