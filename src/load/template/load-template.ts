// A template of CloudFormation as a definition: its pipeline, and what that names.
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { entryOf, type MapNode, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { exampleAccount } from '../../model/place.ts';
import { counted } from '../../lib/counted.ts';
import type { ResourceDeclaration } from '../../stacks/template/template.ts';
import { parseFile, type Files } from '../files.ts';
import { kinds } from '../kinds/index.ts';
import { locate } from '../locate.ts';
import { collectParts, type Parts } from '../parts.ts';
import { loadSiblings } from '../siblings.ts';
import { pipelineType, typesIn } from '../cloudformation-template.ts';
import { defined } from '../../lib/defined.ts';
import type { Finding } from '../../lib/finding.ts';
import { isFailed } from '../../lib/result.ts';
import { readAssembly } from './cloud-assembly.ts';
import { serviceForm } from './service-form.ts';
import { readTemplateParts, type StackOfTemplate, type TemplatePart } from './template-parts.ts';

interface Place {
  /** The definition's. */
  readonly folder: string;
  /** Absolute path of what is read in its stead among its files. */
  readonly path: string;
  readonly files: Files;
}

/** The template, and what the other files of its folder describe. */
export async function loadTemplate(source: TemplateSource, { folder, path, files }: Place) {
  const parts = collectParts(files);
  await addTemplate(source, parts);
  await loadSiblings(folder, path, { files, parts });
  const { roots, definition, ...read } = parts.finish();
  const { assets = {} } = source;
  const whole = definition === undefined ? undefined : { ...definition, assets };
  return {
    ...read,
    ...defined({ definition: whole }),
    locate: (finding: Finding) => locate(finding, roots, files.textOf),
  };
}

/** Of the stacks that `cdk synth` has written the one with a pipeline. */
export async function loadAssembly(
  { file: manifest, folder: around }: { readonly file: string; readonly folder: string },
  files: Files,
) {
  const folder = dirname(manifest);
  const assembly = await readAssembly(folder, files.nameOf);
  if (isFailed(assembly)) return { problems: [assembly.failed] };
  const found: TemplateSource[] = [];
  for (const { template, stack } of assembly.stacks) {
    const file = await files.read(template).catch((error: unknown) => (error as Error).message);
    if (typeof file === 'string') return { problems: [unreadable(files.nameOf(template), file)] };
    const { root } = parseFile(file);
    if (root !== undefined && typesIn(root).includes(pipelineType))
      found.push({ file, stack, assets: assembly.assets });
  }
  const [only, ...others] = found;
  if (only === undefined || others.length > 0) return { problems: [notOne(files.nameOf(folder), found)] };
  return await loadTemplate(only, { folder: around, path: manifest, files });
}

function unreadable(name: string, reason: string): Problem {
  return problem({
    code: 'DefinitionNotFound',
    whose: 'machine',
    message: `${name} cannot be read: ${reason}`,
    remedy: 'Run cdk synth again.',
  });
}

function notOne(name: string, found: readonly TemplateSource[]): Problem {
  const paths = found.map(({ file }) => file.path).join(', ');
  if (found.length === 0)
    return problem({
      code: 'DefinitionNotFound',
      whose: 'call',
      message: `No stack in "${name}" has a pipeline`,
      remedy: 'Give the folder that cdk synth writes for an app with a pipeline.',
    });
  return problem({
    code: 'DefinitionAmbiguous',
    whose: 'call',
    message: `There are ${found.length} templates with a pipeline in "${name}": ${paths}`,
    remedy: 'Name one of them.',
  });
}

/** A template, the stack that it is for, and the files that its synthesis has put next to it. */
interface TemplateSource {
  readonly file: SourceFile;
  readonly stack?: StackOfTemplate;
  /** Absolute paths by `bucket/key`. */
  readonly assets?: Readonly<Record<string, string>>;
}

const examplePlace: StackOfTemplate = { partition: 'aws', account: exampleAccount, region: 'us-east-1' };

/** Adds what the template describes; a template without exactly one pipeline is a problem. */
async function addTemplate(
  { file, stack = examplePlace, assets = {} }: TemplateSource,
  to: Parts,
): Promise<void> {
  const { parts, others, problems } = readTemplateParts(file, stack);
  to.report(problems);
  if (parts.length === 0 && problems.length > 0) return;
  const pipelines = parts.filter(({ kind }) => kind === 'pipeline');
  if (pipelines.length > 1) to.report([tooMany(pipelines)]);
  if (others.length > 0) to.report([othersNotice(others)]);
  if (pipelines.length === 1) for (const part of parts) await addPart(part, assets, to);
}

async function addPart(
  { kind, node, tags }: TemplatePart,
  assets: Readonly<Record<string, string>>,
  to: Parts,
) {
  if (kind === 'pipeline') to.addPipeline(tags === undefined ? node : withTags(node, tags));
  else to.add(kind, kind === 'projects' ? await withBuildspec(node, assets) : node);
}

/** As CreatePipeline takes both. */
function withTags(node: MapNode, tags: Node): MapNode {
  const list = serviceForm(tags, { service: 'codepipeline', name: 'TagList' });
  return {
    kind: 'map',
    place: node.place,
    entries: [
      { key: 'pipeline', keyPlace: node.place, value: node },
      { key: 'tags', keyPlace: tags.place, value: list },
    ],
  };
}

/** What `lint` says of a template without a pipeline. */
export function templateProblems(file: SourceFile): readonly Problem[] {
  const { parts, problems } = readTemplateParts(file, examplePlace);
  const found = parts.flatMap(({ kind, node }) =>
    kind === 'pipeline' ? [] : kinds[kind].read(node).problems,
  );
  return [...problems, ...found];
}

function tooMany(pipelines: readonly TemplatePart[]): Problem {
  const [first, ...others] = pipelines.map(({ node, logicalId }) => ({ at: placeOf(node), logicalId }));
  return problem({
    code: 'DefinitionAmbiguous',
    message: `The template has ${pipelines.length} pipelines, and a definition has one`,
    ...(first === undefined ? {} : { at: first.at }),
    notes: others.map(({ at, logicalId }) => ({ message: `${logicalId} is another one`, at })),
    remedy: 'Give each pipeline a template of its own.',
  });
}

function placeOf(node: MapNode): Node['place'] {
  return node.entries[0]?.keyPlace ?? node.place;
}

const shownTypes = 4;

function othersNotice(others: readonly ResourceDeclaration[]): Problem {
  const types = [...new Set(others.map(({ type }) => type))];
  const more = types.length > shownTypes ? ` and ${types.length - shownTypes} more` : '';
  return problem({
    code: 'NotExecutedHere',
    severity: 'notice',
    message: `${counted(others.length, 'resource')} of the template ${others.length === 1 ? 'is' : 'are'} no part of the definition, and not made by a run: ${types.slice(0, shownTypes).join(', ')}${more}`,
    ...(others[0] === undefined ? {} : { at: others[0].typePlace }),
    remedy: 'Make them with aws cloudformation deploy against the account of this machine.',
  });
}

/** CodeBuild reads a buildspec that is an object of S3 from there; the synthesis has it as a file (BuildSpec.fromAsset). */
async function withBuildspec(node: MapNode, assets: Readonly<Record<string, string>>): Promise<MapNode> {
  const source = entryOf(node, 'source')?.value;
  const buildspec = entryOf(source, 'buildspec')?.value;
  const object = buildspec?.kind === 'scalar' ? /^arn:[^:]*:s3:::(.+)$/.exec(buildspec.text)?.[1] : undefined;
  const file = object === undefined || !Object.hasOwn(assets, object) ? undefined : assets[object];
  const text = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined || source?.kind !== 'map' || buildspec?.kind !== 'scalar') return node;
  const inline = { ...buildspec, value: text, text };
  return replaced(node, 'source', replaced(source, 'buildspec', inline));
}

function replaced(node: MapNode, key: string, value: Node): MapNode {
  return { ...node, entries: node.entries.map((entry) => (entry.key === key ? { ...entry, value } : entry)) };
}
