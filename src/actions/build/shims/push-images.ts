// Pushes to the registry of this machine what a build pushes to ECR.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ecrImageOf, localReference, parseImageReference } from '../../../model/image-reference.ts';
import { keepImage } from '../../../targets/registry/kept-images.ts';
import { positional, withoutTransport, type DockerPlan } from './docker-call.ts';
import type { Engine } from './engine.ts';
import { noteNotExecuted, say } from './tool-notes.ts';

/**
 * Without a registry the image stays in the engine's store, which is reported as not executed. Gives the exit status.
 */
export async function pushImages(
  plan: Extract<DockerPlan, { readonly type: 'Push' }>,
  engine: Engine,
): Promise<number> {
  const images = plan.allTags ? tagsOf(plan.image, engine) : [withoutTransport(plan.image)];
  if (images.length === 0) {
    say(engine.name, `the store has no image of ${plan.image}`);
    return 1;
  }
  const words = plan.rest.filter((word) => !['--all-tags', '-a', '--all-tags=true'].includes(word));
  for (const image of images) {
    const status = await pushImage({ ...plan, rest: words, image, written: plan.image }, engine);
    if (status !== 0) return status;
  }
  return 0;
}

function tagsOf(repository: string, engine: Engine): readonly string[] {
  const { output } = engine.capture(['images', '--format', '{{.Repository}}:{{.Tag}}', repository]);
  return output.split('\n').filter((name) => name !== '' && !name.endsWith(':<none>'));
}

interface OnePush {
  readonly head: readonly string[];
  readonly rest: readonly string[];
  readonly image: string;
  /** As it stands in `rest`. */
  readonly written: string;
}

async function pushImage(push: OnePush, engine: Engine): Promise<number> {
  const { image, rest, written } = push;
  const words = positional(rest, pushOptions);
  // Podman can push one image under the name of another.
  const source = words.length > 1 ? (words.find((word) => word !== written) ?? image) : image;
  if (!engine.has(source)) {
    process.stderr.write(`An image does not exist locally with the tag: ${source}\n`);
    return 1;
  }
  const host = ecrImageOf(image)?.reference.host ?? '';
  if (!engine.mayUse(host, [...push.head, ...rest])) return 1;
  const address = await engine.address();
  if (address === undefined) return keep(image, source, engine);
  const local = localReference(address, image);
  say(engine.name, `${image} goes to the registry of this machine, ${address}`);
  const options = rest.filter((word) => !words.includes(word));
  if (engine.isPodman()) return pushByPodman({ ...push, options, source, local, address }, engine);
  const tagged = engine.callAside(['tag', source, local]);
  return tagged === 0 ? engine.call([...push.head, ...options, local]) : tagged;
}

/** Options of both programs that take the next word as their value. */
const pushOptions = new Set(
  '--platform --authfile --cert-dir --compression-format --compression-level --creds --digestfile --encryption-key --encrypt-layer --format -f --sign-by --sign-passphrase-file --retry --retry-delay'.split(
    ' ',
  ),
);

interface PodmanPush extends OnePush {
  readonly options: readonly string[];
  readonly source: string;
  readonly local: string;
  readonly address: string;
}

/** Docker prints the digest, and scripts look for it. */
function pushByPodman({ head, options, source, local, address }: PodmanPush, engine: Engine): number {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-push-'));
  const file = join(folder, 'digest');
  const asksDigest = options.some((word) => word.startsWith('--digestfile'));
  try {
    const status = engine.call([
      ...head,
      ...engine.trust(address),
      ...(asksDigest ? [] : ['--digestfile', file]),
      ...options,
      source,
      local,
    ]);
    if (status === 0 && !asksDigest)
      process.stdout.write(
        `${parseImageReference(local)?.tag ?? 'latest'}: digest: ${readFileSync(file, 'utf8').trim()}\n`,
      );
    return status;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What counts as pushed from now on is what the store has now. */
async function keep(image: string, source: string, engine: Engine): Promise<number> {
  const { reason, remedy } = await engine.missing();
  keepImage(engine.targetsFolder, image, engine.idOf(source));
  noteNotExecuted(engine.name, {
    what: `the push of ${image}`,
    reason: `it is kept in the store of ${engine.name}: ${reason}. ${remedy}`,
  });
  return 0;
}
