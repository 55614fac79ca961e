// A file of another tool as the parts of a definition: what the AWS CLI prints, a template of CloudFormation, a plan or a state of
// Terraform. Pure.
import { isRecord } from '../../lib/is-record.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { exampleAccount } from '../../model/place.ts';
import { partNames, type Parts } from '../compare.ts';
import type { Imported } from './imported.ts';
import { templateParts } from './template-parts.ts';
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
