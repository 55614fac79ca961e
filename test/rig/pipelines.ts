// Pipelines as checked data, for tests that need no file: short words for stages and actions.
import type {
  ActionCategory,
  ActionDeclaration,
  PipelineDeclaration,
  StageDeclaration,
} from '../../src/model/pipeline.ts';

const typeOf = (category: ActionCategory, provider: string) =>
  ({ category, owner: 'AWS', provider, version: '1' }) as const;

/** A source with the namespace `Src` that gives the artifact `SourceOutput`. */
export function source(more: Partial<ActionDeclaration> = {}): ActionDeclaration {
  const outputArtifacts = [{ name: 'SourceOutput' }];
  return {
    name: 'Checkout',
    actionTypeId: typeOf('Source', 'CodeCommit'),
    namespace: 'Src',
    outputArtifacts,
    ...more,
  };
}

export function build(name: string, more: Partial<ActionDeclaration> = {}): ActionDeclaration {
  return { name, actionTypeId: typeOf('Build', 'CodeBuild'), configuration: { ProjectName: name }, ...more };
}

export function approval(name: string, more: Partial<ActionDeclaration> = {}): ActionDeclaration {
  return { name, actionTypeId: typeOf('Approval', 'Manual'), ...more };
}

export function stage(
  name: string,
  actions: readonly ActionDeclaration[],
  more: Partial<StageDeclaration> = {},
): StageDeclaration {
  return { name, actions, ...more };
}

/** A condition of one rule that compares. */
export function condition(result: 'ROLLBACK' | 'FAIL' | 'SKIP', variable = 'a', value = 'a') {
  const rule = {
    name: 'Check',
    ruleTypeId: { category: 'Rule', provider: 'VariableCheck' },
    configuration: { Variable: variable, Operator: 'EQ', Value: value },
  } as const;
  return { conditions: [{ result, rules: [rule] }] };
}

/** `stages` behind a stage Source with one source action, unless they bring their own. */
export function pipeline(
  stages: readonly StageDeclaration[],
  more: Partial<PipelineDeclaration> = {},
): PipelineDeclaration {
  return {
    name: 'app',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    pipelineType: 'V2',
    stages: [stage('Source', [source()]), ...stages],
    ...more,
  };
}
