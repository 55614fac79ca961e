// A file of another tool as the parts of a definition: what the AWS CLI prints, a template of CloudFormation, a plan or a state of
// Terraform. Pure.
import { isRecord } from '../../lib/is-record.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { positionAt, type SourceFile } from '../../lib/source-file.ts';
import { exampleAccount } from '../../model/place.ts';
import { partNames, type Parts } from '../compare.ts';
import {
  readTemplateParts,
  type StackOfTemplate,
  type TemplatePart,
} from '../../load/template/template-parts.ts';
import { hiddenParameters, readTemplateResources } from '../../load/template/template-resources.ts';
import { plain } from '../../load/read-shape.ts';
import { furtherFiles } from './further-files.ts';
import { textIn, type FoundResource, type Imported, type ImportedFile, type Values } from './imported.ts';
import { terraformParts } from './terraform-parts.ts';

/** Throws a ProblemError for what cannot be read, is none of them, or has no pipeline. */
export function fileParts(file: SourceFile, region: string): Imported {
  const found = readParts(file, region);
  if (pipelineIn(found.parts) !== undefined) return found;
  throw notReadable(
    `${file.path} has no pipeline`,
    'Name what aws codepipeline get-pipeline prints, a template of CloudFormation, or what terraform show -json prints',
  );
}

/** The name of the pipeline. */
export function pipelineIn(parts: Parts): string | undefined {
  const key = [...parts.keys()].find((name) => name.startsWith(partNames.pipeline('')));
  return key?.slice(partNames.pipeline('').length);
}

function notReadable(message: string, remedy: string): ProblemError {
  return new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message, remedy })]);
}

function readParts(file: SourceFile, region: string): Imported {
  const document = jsonIn(file);
  if (isConfiguration(file, document))
    throw notReadable(
      `${file.path} is a configuration of Terraform, whose values only Terraform knows`,
      'Run terraform plan -out plan and terraform show -json plan > plan.json, and import plan.json',
    );
  const ofTerraform = terraformParts(document, region);
  if (ofTerraform !== undefined) return ofTerraform;
  if (isRecord(document) && isRecord(document['pipeline'])) return ofCli(document['pipeline']);
  if (document === undefined && !/^\s*Resources\s*:/m.test(file.text))
    return { parts: new Map(), losses: [] };
  if (isRecord(document) && !isRecord(document['Resources'])) return { parts: new Map(), losses: [] };
  return templateParts(
    file,
    { account: exampleAccount, region, partition: 'aws' },
    (at) => `${file.path}:${positionAt(file.text, at).line}`,
  );
}

/** In JSON, or in its own language. */
function isConfiguration({ path, text }: SourceFile, document: unknown): boolean {
  if (document === undefined)
    return (
      path.endsWith('.tf') || /^\s*(resource\s+"\w+"\s+"[\w-]+"|terraform|provider\s+"\w+")\s*\{/m.test(text)
    );
  const isKnown = (key: string) => isRecord(document) && document[key] !== undefined;
  return ['resource', 'provider', 'terraform', 'module'].some(isKnown) && !isKnown('Resources');
}

/**
 * Throws a ProblemError for what is wrong with the template.
 * @param placeOf where an offset of the template is, for people
 */
export function templateParts(
  file: SourceFile,
  given: StackOfTemplate,
  placeOf: (offset: number) => string,
): Imported {
  const stack = withoutHidden(given, file);
  const { parts: described, problems } = readTemplateParts(file, stack);
  const wrong = problems.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new ProblemError(wrong);
  const found = readTemplateResources(file, stack).map(
    ({ logicalId, type, name, properties, unknown, place }): FoundResource => ({
      id: logicalId,
      type,
      name,
      properties,
      unknown,
      label: `${logicalId} (${type}, ${placeOf(place.start)})`,
    }),
  );
  const named = described.flatMap((each) => namedPart(each).map((part) => ({ part, id: each.logicalId })));
  const parts: Parts = new Map(named.map(({ part }) => part));
  const known = found.filter(({ unknown }) => unknown?.length === 0);
  const knownIds = new Set(known.map(({ id }) => id));
  const { files, heldIn } = furtherFiles(known, pipelineIn(parts) ?? '');
  const own = described.flatMap((each) => {
    const file = knownIds.has(each.logicalId) ? fileOfPart(each) : undefined;
    return file === undefined ? [] : [{ file, id: each.logicalId }];
  });
  return {
    parts,
    isAsWritten: true,
    losses: problems.map(({ message }) => message),
    found,
    further: {
      files: [...files, ...own.map((each) => each.file)],
      heldIn: new Map([
        ...heldIn,
        ...own.map(({ file: { name }, id }) => [id, name] as const),
        ...named.map(({ part: [name], id }) => [id, name] as const),
      ]),
    },
  };
}

/** A stack has stars for the values of parameters that it shows no one. */
function withoutHidden({ parameters = {}, ...stack }: StackOfTemplate, file: SourceFile): StackOfTemplate {
  const hidden = hiddenParameters(file);
  const shown = Object.entries(parameters).filter(([name]) => !hidden.has(name));
  return { ...stack, parameters: Object.fromEntries(shown) };
}

/** A kind of part that a comparison names. */
function namedPart({ kind, node, tags }: TemplatePart): readonly (readonly [string, Values])[] {
  const values = plain(node) as Values;
  const text = (key: string): string => textIn(values[key]);
  switch (kind) {
    case 'pipeline':
      return [
        [partNames.pipeline(text('name')), tags === undefined ? values : { ...values, tags: plain(tags) }],
      ];
    case 'projects':
      return [[partNames.project(text('name')), values]];
    case 'applications':
      return [[partNames.application(text('applicationName')), { computePlatform: 'Server', ...values }]];
    case 'deploymentGroups':
      return [[partNames.group(text('applicationName'), text('deploymentGroupName')), values]];
    default:
      return [];
  }
}

/** A kind that is written as it is. */
function fileOfPart({ kind, node }: TemplatePart): ImportedFile | undefined {
  const content = plain(node) as Values;
  switch (kind) {
    case 'reportGroups':
      return { name: `report group ${textIn(content['name'])}`, content };
    case 'deploymentConfigs':
      return { name: `deployment configuration ${textIn(content['deploymentConfigName'])}`, content };
    case 'buildWebhooks':
      // Without filters it says no more than that there is one, and is no file of its own.
      return Object.keys(content).length === 1
        ? undefined
        : { name: `webhook of ${textIn(content['projectName'])}`, content };
    case 'pipelineWebhooks':
      return { name: `webhook ${textIn(content['name'])}`, content };
    default:
      return undefined;
  }
}

/** Undefined for YAML, and for nothing that is known. */
function jsonIn(file: SourceFile): unknown {
  try {
    return JSON.parse(file.text);
  } catch {
    // What begins as JSON is meant to be it: the problem has the place where it breaks.
    if (/^\uFEFF?\s*[{[]/.test(file.text)) throw new ProblemError(parseJson(file).problems);
    return undefined;
  }
}

function ofCli(pipeline: Values): Imported {
  const parts: Parts = new Map([[partNames.pipeline(String(pipeline['name'])), pipeline]]);
  return { parts, losses: [] };
}
