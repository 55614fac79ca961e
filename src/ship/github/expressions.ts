// References to a pipeline's variables as expressions of GitHub. Pure.
// Sources: CodePipeline user guide, "Variables"; GitHub, "Contexts reference".
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import { referencesIn, substitute, type VariableReference } from '../../model/variables.ts';

export interface Expressions {
  /** What GitHub has nothing for stays as it is written, and so does what only looks like an expression of GitHub. */
  readonly expressed: (text: string) => string;
  readonly outputsNamedIn: (text: string) => readonly JobOutput[];
  /** References that GitHub has nothing for, as they are written. */
  readonly unknownIn: (text: string) => readonly string[];
}

interface JobOutput {
  readonly job: string;
  readonly output: string;
}

/** @param jobOf the id of the job that an action of this namespace becomes */
export function expressionsOf(
  pipeline: PipelineDeclaration,
  jobOf: (namespace: string) => string | undefined,
): Expressions {
  const sources = new Set(
    actionsOf(pipeline).flatMap(({ action }) =>
      action.actionTypeId.category === 'Source' ? (action.namespace ?? []) : [],
    ),
  );
  const defaults = new Map((pipeline.variables ?? []).map((each) => [each.name, each.defaultValue]));
  const meaning = ({ namespace, key }: VariableReference): string | undefined => {
    if (namespace === 'variables') return inputOf(key, defaults.get(key));
    if (namespace === 'codepipeline') return key === 'PipelineExecutionId' ? 'github.run_id' : undefined;
    if (sources.has(namespace)) return ofSource[key];
    const job = jobOf(namespace);
    return job === undefined ? undefined : `needs.${job}.outputs.${key}`;
  };
  const expression = (reference: VariableReference): string | undefined => {
    const found = meaning(reference);
    return found === undefined ? undefined : `\${{ ${found} }}`;
  };
  return {
    expressed: (text) => substitute(text.replaceAll('${{', literalOpening), expression).text,
    outputsNamedIn: (text) =>
      referencesIn(text).flatMap(({ namespace, key }) => {
        const job = sources.has(namespace) ? undefined : jobOf(namespace);
        return job === undefined ? [] : [{ job, output: key }];
      }),
    unknownIn: (text) => substitute(text, expression).missing.map((each) => each.text),
  };
}

/** AWS gives `${{` no meaning. */
const literalOpening = "${{ '${{' }}";

/** A run that a push starts has no inputs: the default counts. */
function inputOf(name: string, defaultValue: string | undefined): string {
  if (defaultValue === undefined) return `inputs.${name}`;
  return `inputs.${name} || '${defaultValue.replaceAll("'", "''")}'`;
}

const ofSource: Readonly<Record<string, string>> = {
  BranchName: 'github.ref_name',
  CommitId: 'github.sha',
  CommitMessage: 'github.event.head_commit.message',
  CommitterDate: 'github.event.head_commit.timestamp',
  AuthorDate: 'github.event.head_commit.timestamp',
  FullRepositoryName: 'github.repository',
  RepositoryName: 'github.event.repository.name',
};
