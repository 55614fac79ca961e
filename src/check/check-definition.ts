// Everything that is checked before a definition is run: what it says, what the files next to it say about each other, and
// whether this machine can do it. `lint`, `run`, `plan` and `up` share it, so that an error of one is an error of all.
import type { Problem } from '../lib/problem.ts';
import { sortProblems } from '../lib/render-problem.ts';
import { buildspecFileProblems } from './files/buildspec-findings.ts';
import { functionCodeFindings } from './files/function-code.ts';
import type { Nearby } from '../actions/provider.ts';
import { providers as registered, type Providers } from '../actions/registry.ts';
import type { Files } from '../load/files.ts';
import type { LoadedDefinition } from '../load/load-definition.ts';
import { actionFileFindings } from './files/action-files.ts';
import { neededFileFindings } from './files/needed-files.ts';
import { rightsFindings } from './files/rights.ts';
import { completeDefinition } from '../model/complete-definition.ts';
import type { CheckedDefinition, Definition } from '../model/definition.ts';
import type { Finding } from '../lib/finding.ts';
import type { ValuePlaces } from '../actions/build/secret-variables.ts';
import { checkRules } from './check-rules.ts';
import { engineFindings } from './machine/engine-findings.ts';
import { executableFindings } from './machine/executable-findings.ts';
import { missingValueFindings } from './machine/missing-values.ts';

export interface InPlace {
  readonly files: Files;
  /** Those of the registry when absent. */
  readonly providers?: Providers;
  /** The call names other sources: then the folder of the definition says nothing about their files. */
  readonly hasOwnSource?: boolean;
  /** Where values are stored, when it is to be said which are not. */
  readonly values?: (folder: string) => ValuePlaces['state'];
}

/** `checked` is there when nothing is an error. */
export async function checkDefinition(
  loaded: LoadedDefinition,
  place: InPlace,
): Promise<{ readonly checked?: CheckedDefinition; readonly problems: readonly Problem[] }> {
  // What frames the jobs of a workflow is not the user's.
  if (loaded.definition?.workflow !== undefined) return checkedWorkflow(loaded, loaded.definition);
  const { checked, problems } = checkRules(loaded, place.providers);
  // Of one build by itself the files are read while it is framed; files around a part that cannot be read say nothing.
  if (loaded.definition === undefined || loaded.definition.standalone === true || loaded.isPartial === true)
    return checked === undefined ? { problems } : { checked, problems };
  const { definition } = completeDefinition(loaded.definition, place.providers ?? registered);
  const all = sortProblems([...problems, ...(await contextProblems(loaded, definition, place))]);
  const isSound = checked !== undefined && all.every(({ severity }) => severity !== 'error');
  return isSound ? { checked, problems: all } : { problems: all };
}

function checkedWorkflow({ problems }: LoadedDefinition, definition: Definition) {
  const isSound = problems.every(({ severity }) => severity !== 'error');
  return isSound ? { checked: definition as CheckedDefinition, problems } : { problems };
}

/** What the files say about each other: buildspecs in their projects, artifacts in the actions that take them. */
async function contextProblems(
  { folder, locate }: LoadedDefinition,
  definition: Definition,
  { files, hasOwnSource = false, values, providers = registered }: InPlace,
): Promise<readonly Problem[]> {
  const nearby: Nearby = { definition, folder, files, types: providers };
  const ofSource = async (): Promise<readonly Finding[]> => [
    ...(await actionFileFindings(nearby, providers)),
    ...(await neededFileFindings(nearby)),
  ];
  const found = [
    ...(hasOwnSource ? [] : await ofSource()),
    ...functionCodeFindings(definition, folder),
    ...executableFindings(definition, providers),
    ...(values === undefined
      ? []
      : await missingValueFindings(definition, { folder, files, hasOwnSource }, values(folder))),
    ...(await engineFindings(definition, providers)),
    ...(await rightsFindings(definition, { folder, files, types: providers })),
  ];
  return [
    ...(hasOwnSource ? [] : await buildspecFileProblems(nearby)),
    ...found.flatMap((finding) => locate(finding) ?? []),
  ];
}
