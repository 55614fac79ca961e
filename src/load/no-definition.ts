// The message about a folder without a definition: what it has, what Slipway takes, and what to run next.
import { dirname, join } from 'node:path';
import { problem, type Note, type Problem } from '../lib/problem.ts';
import { whatIsThere, type Found } from './what-is-there.ts';

/** @param nameOf a path as the user would write it */
export function noDefinition(folder: string, nameOf: (path: string) => string): Problem {
  const name = nameOf(folder);
  const found = whatIsThere(folder);
  return problem({
    code: 'DefinitionNotFound',
    whose: 'call',
    message: `There is no definition in ${name === folder ? folder : `"${name}"`}`,
    notes: [...foundNote(found), { message: taken }],
    remedy: remedyFor(found, (path) => nameOf(join(folder, path))),
  });
}

const taken =
  'Slipway takes a pipeline (pipeline.json or .yml, any JSON or YAML file with "stages", slipway.config.ts), a template with AWS::CodePipeline::Pipeline, a buildspec, or a CodeBuild project in JSON';

const shown = 6;

function foundNote(found: readonly Found[]): readonly Note[] {
  if (found.length === 0) return [];
  const names = found
    .slice(0, shown)
    .map(({ path, what }) => (what === undefined ? path : `${path} (${what})`));
  const more = found.length - names.length;
  return [{ message: `it has ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}` }];
}

function remedyFor(found: readonly Found[], name: (path: string) => string): string {
  const first = (kind: Found['kind']): Found | undefined => found.find((one) => one.kind === kind);
  const pipeline = first('pipeline');
  if (pipeline !== undefined)
    return `Run the pipeline in the folder below: slipway run ${word(name(dirname(pipeline.path)))}`;
  const buildspec = first('buildspec');
  if (buildspec !== undefined) return `Run the buildspec: slipway run ${word(name(buildspec.path))}`;
  const template = first('template');
  if (template !== undefined)
    return `Run slipway init: it writes a pipeline for ${template.what ?? 'the template'}. One that is on AWS already comes from there: ${getPipeline}; then slipway run`;
  const appspec = first('appspec');
  const also =
    appspec === undefined
      ? ''
      : ` The appspec is for a pipeline that deploys: slipway lint ${word(name(appspec.path))} checks it.`;
  // What lies in a folder below is begun there.
  const beginnings = found.filter(({ kind }) => kind === 'source' || kind === 'appspec');
  const nearest = beginnings.find(({ path }) => dirname(path) === '.') ?? beginnings[0];
  const where = nearest === undefined ? '.' : dirname(nearest.path);
  const start =
    nearest === undefined
      ? 'Begin with a small system: slipway init --template list.'
      : `Run slipway init${where === '.' ? '' : ` ${word(name(where))}`}: it shows the pipeline and the buildspec that it would write for these files.`;
  return `${start} Or take a pipeline of yours: ${getPipeline}; then slipway run.${also}`;
}

const getPipeline = 'aws codepipeline get-pipeline --name NAME > pipeline.json';

function word(path: string): string {
  return /\s/.test(path) ? `'${path}'` : path;
}
