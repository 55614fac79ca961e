// A file of another tool as the parts of a definition: what the AWS CLI prints, a template of CloudFormation, a plan or a state of
// Terraform. Pure.
import { isRecord } from '../../lib/is-record.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { exampleAccount, type AwsPlace } from '../../model/place.ts';
import { partNames, type Parts } from '../compare.ts';
import { readTemplateParts, type TemplatePart } from '../../load/template/template-parts.ts';
import { plain } from '../../load/read-shape.ts';
import type { Imported } from './imported.ts';
import { terraformParts } from './terraform-parts.ts';

/** Throws a ProblemError for what cannot be read, is none of them, or has no pipeline. */
export function fileParts(file: SourceFile, region: string): Imported {
  const found = readParts(file, region);
  if ([...found.parts.keys()].some((name) => name.startsWith(partNames.pipeline('')))) return found;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `${file.path} has no pipeline`,
      remedy:
        'Name what aws codepipeline get-pipeline prints, a template of CloudFormation, or what terraform show -json prints',
    }),
  ]);
}

function readParts(file: SourceFile, region: string): Imported {
  const document = jsonIn(file);
  const ofTerraform = terraformParts(document);
  if (ofTerraform !== undefined) return ofTerraform;
  if (isRecord(document) && isRecord(document['pipeline'])) return ofCli(document['pipeline']);
  if (document === undefined && !/^\s*Resources\s*:/m.test(file.text))
    return { parts: new Map(), losses: [] };
  if (isRecord(document) && !isRecord(document['Resources'])) return { parts: new Map(), losses: [] };
  return templateParts(file, { account: exampleAccount, region, partition: 'aws' });
}

/** Throws a ProblemError for what is wrong with the template. */
function templateParts(file: SourceFile, place: AwsPlace): Imported {
  const { parts, problems } = readTemplateParts(file, place);
  const wrong = problems.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) throw new ProblemError(wrong);
  return {
    parts: new Map(parts.flatMap(namedPart)),
    losses: problems.map(({ message }) => message),
  };
}

/** A kind of part that an import writes, with what a comparison names it by. */
function namedPart({ kind, node }: TemplatePart): readonly (readonly [string, Values])[] {
  const values = plain(node) as Values;
  const text = (key: string): string => {
    const value = values[key];
    return typeof value === 'string' ? value : '';
  };
  switch (kind) {
    case 'pipeline':
      return [[partNames.pipeline(text('name')), values]];
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

type Values = Readonly<Record<string, unknown>>;

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

function ofCli(pipeline: Readonly<Record<string, unknown>>): Imported {
  const parts: Parts = new Map([[partNames.pipeline(String(pipeline['name'])), pipeline]]);
  return { parts, losses: [] };
}
