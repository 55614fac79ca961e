// Makes the tags and labels of an image, as outputs and as files for `docker buildx bake`.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../../../../lib/is-record.ts';
import { isFailed, type Result } from '../../../../lib/result.ts';
import { linesOf } from '../lines-of.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { fillGlobal, imageVersion, sanitized, type ImageVersion, type RunFacts } from './image-version.ts';
import { flavorOf, imagesOf, tagRules, type Flavor, type Image } from './rules.ts';
import { runFacts } from './run-facts.ts';

export async function runMetadata(call: StandInCall): Promise<StandInEnd> {
  const { inputs } = call;
  const rules = tagRules(listOf(inputs['tags']));
  const images = imagesOf(listOf(inputs['images']));
  const flavor = flavorOf(listOf(inputs['flavor']));
  const facts = await runFacts(call);
  if (isFailed(rules)) return failed(rules.failed);
  if (isFailed(images)) return failed(images.failed);
  if (isFailed(flavor)) return failed(flavor.failed);
  if (isFailed(facts)) return failed(facts.failed);
  const warn = (message: string): void => call.job.context.log.line(`warning: ${message}`);
  const version = imageVersion(rules.rules, { facts, flavor, warn });
  if (isFailed(version)) return failed(version.failed);
  const tags = tagsOf(version, images.images, flavor);
  const labels = labelsOf(call, { version, facts, extra: 'labels' });
  const annotations = labelsOf(call, { version, facts, extra: 'annotations' });
  if (isFailed(labels)) return failed(labels.failed);
  if (isFailed(annotations)) return failed(annotations.failed);
  const { lines } = labels;
  return await outputsOf(call, {
    version,
    tags,
    labels: lines,
    annotations: annotations.lines,
    images: images.images,
  });
}

/** A line each; one that begins with `#` is a comment. */
function listOf(text: string | undefined): readonly string[] {
  return linesOf(text).filter((line) => !line.startsWith('#'));
}

interface Tags {
  readonly whole: readonly string[];
  readonly names: readonly string[];
}

/** Each with the name of each image. */
function tagsOf({ main, others, isLatest }: ImageVersion, images: readonly Image[], flavor: Flavor): Tags {
  if (main === undefined) return { whole: [], names: [] };
  const { prefix, suffix, isPrefixOfLatest, isSuffixOfLatest } = flavor;
  const latest = `${isPrefixOfLatest ? prefix : ''}latest${isSuffixOfLatest ? suffix : ''}`;
  const names = [main, ...others, ...(isLatest ? [sanitized(latest)] : [])];
  const places = namesOf(images);
  const whole =
    places.length === 0 ? names : places.flatMap((place) => names.map((name) => `${place}:${name}`));
  return { whole, names };
}

function namesOf(images: readonly Image[]): readonly string[] {
  return images.filter(({ isEnabled }) => isEnabled).map(({ name }) => name.toLowerCase());
}

/** Those of the OCI's image specification, then the user's own. */
function labelsOf(
  { job, inputs }: StandInCall,
  of: { readonly version: ImageVersion; readonly facts: RunFacts; readonly extra: 'labels' | 'annotations' },
): Result<{ readonly lines: readonly string[] }> {
  const { version, facts, extra } = of;
  const event = job.contexts.github['event'];
  const repository = isRecord(event) && isRecord(event['repository']) ? event['repository'] : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const license = isRecord(repository['license']) ? text(repository['license']['spdx_id']) : '';
  const labels = new Map(
    [
      ['title', text(repository['name'])],
      ['description', text(repository['description'])],
      ['url', text(repository['html_url'])],
      ['source', text(repository['html_url'])],
      ['version', version.main ?? ''],
      ['created', facts.at.toISOString()],
      ['revision', facts.sha],
      ['licenses', license],
    ].map(([name, value]) => [`org.opencontainers.image.${name}`, value]),
  );
  for (const line of listOf(inputs[extra])) {
    const filled = fillGlobal(line, facts);
    if (isFailed(filled)) return filled;
    const at = filled.text.indexOf('=');
    if (at !== -1) labels.set(filled.text.slice(0, at), filled.text.slice(at + 1));
  }
  const sorted = [...labels].toSorted(([a], [b]) => a.localeCompare(b));
  return { lines: sorted.map(([name, value]) => `${name}=${value}`) };
}

interface Made {
  readonly version: ImageVersion;
  readonly tags: Tags;
  readonly labels: readonly string[];
  readonly annotations: readonly string[];
  readonly images: readonly Image[];
}

async function outputsOf(call: StandInCall, made: Made): Promise<StandInEnd> {
  const { job, inputs } = call;
  const { version, tags, labels } = made;
  const levels = (variableOf(call, 'DOCKER_METADATA_ANNOTATIONS_LEVELS') || 'manifest').split(',');
  const annotations = levels.flatMap((level) => made.annotations.map((line) => `${level}:${line}`));
  if (version.main === undefined)
    job.context.log.line('warning: No Docker image version has been generated. Check tags input.');
  for (const line of [...tags.whole, ...labels]) job.context.log.line(line);
  const byName = Object.fromEntries(
    labels.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const separator = (name: string): string => inputs[name] || '\n';
  const outputs = {
    version: version.main ?? '',
    tags: tags.whole.join(separator('sep-tags')),
    'tag-names': tags.names.join(separator('sep-tags')),
    labels: labels.join(separator('sep-labels')),
    annotations: annotations.join(separator('sep-annotations')),
    json: JSON.stringify({ tags: tags.whole, 'tag-names': tags.names, labels: byName, annotations }),
    ...(await writeBakeFiles(call, made, { labels: byName, annotations })),
  };
  const isExported = variableOf(call, 'DOCKER_METADATA_SET_OUTPUT_ENV') || 'true';
  if (isYes(isExported))
    for (const [name, value] of Object.entries(outputs))
      job.env.set(`DOCKER_METADATA_OUTPUT_${name.replaceAll(/\W/g, '_').toUpperCase()}`, value);
  return succeeded(outputs);
}

/** A definition of `docker buildx bake` for each part, and one for tags and labels. */
async function writeBakeFiles(
  { job, inputs }: StandInCall,
  { version, tags, images }: Made,
  of: { readonly labels: Readonly<Record<string, string>>; readonly annotations: readonly string[] },
): Promise<Readonly<Record<string, string>>> {
  const args = { DOCKER_META_IMAGES: namesOf(images).join(','), DOCKER_META_VERSION: version.main };
  const target = inputs['bake-target'] || 'docker-metadata-action';
  const parts = {
    '-tags': { tags: tags.whole, args },
    '-labels': { labels: of.labels },
    '-annotations': { annotations: of.annotations },
    '': { tags: tags.whole, labels: of.labels, args },
  };
  const files = Object.entries(parts).map(async ([suffix, part]) => {
    const path = join(job.folders.temp, `docker-metadata-action-bake${suffix}.json`);
    await writeFile(job.folders.here(path), JSON.stringify({ target: { [target]: part } }, undefined, 2));
    return [`bake-file${suffix}`, path] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

function variableOf({ job, env }: StandInCall, name: string): string {
  return env[name] ?? job.env.get(name) ?? '';
}
