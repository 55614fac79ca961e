// An action while a definition is written in TypeScript: its declaration, and what it gives as values to hand on.
import { defined } from '../../lib/defined.ts';
import type { ActionDeclaration } from '../pipeline.ts';

declare const artifactBrand: unique symbol;

/** An artifact that an action makes. Only actions give them, so an artifact that no action makes is a type error. */
export interface Artifact {
  readonly name: string;
  readonly [artifactBrand]: true;
}

/** A reference such as `#{Source.CommitId}`, to be put into any text of a later action. */
export type Variable = `#{${string}}`;

export interface Action<ArtifactName extends string = string, VariableName extends string = string> {
  /** What CodePipeline takes. */
  readonly declaration: ActionDeclaration;
  readonly artifacts: Readonly<Record<ArtifactName, Artifact>>;
  readonly variables: Readonly<Record<VariableName, Variable>>;
}

/** What every builder of an action takes. */
export interface ActionOptions {
  /** 1 when absent; actions of a stage with the same number run at the same time. */
  readonly runOrder?: number;
  /** The name before the dot in references to its variables; the action's own name when absent. */
  readonly namespace?: string;
  readonly region?: string;
  readonly roleArn?: string;
}

/** Any action by its declaration, for types that have no builder of their own. */
export function action<const Output extends string = never, const VariableName extends string = never>(
  declaration: Omit<ActionDeclaration, 'inputArtifacts' | 'outputArtifacts'>,
  handed: {
    readonly inputs?: readonly Artifact[];
    readonly outputs?: readonly Output[];
    /** Names of the output variables that later actions refer to. */
    readonly variables?: readonly VariableName[];
  } = {},
): Action<Output, VariableName> {
  const { inputs = [], outputs = [], variables = [] } = handed;
  const namespace = declaration.namespace ?? declaration.name.replaceAll('.', '-');
  return {
    declaration: {
      ...declaration,
      ...(variables.length === 0 ? {} : { namespace }),
      ...(inputs.length === 0 ? {} : { inputArtifacts: inputs.map(({ name }) => ({ name })) }),
      ...(outputs.length === 0 ? {} : { outputArtifacts: outputs.map((name) => ({ name })) }),
    },
    artifacts: byName(outputs, (name) => ({ name }) as { name: string } as Artifact),
    variables: byName(variables, (key): Variable => `#{${namespace}.${key}}`),
  };
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Readonly<Record<Name, Value>> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}

/** The keys that were given, as CodePipeline wants them: every value text. */
export function texts(
  values: Readonly<Record<string, string | number | boolean | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  );
}

/** The options that are keys of the declaration. */
export function common({ runOrder, namespace, region, roleArn }: ActionOptions): Partial<ActionDeclaration> {
  return {
    ...defined({ runOrder, namespace, region, roleArn }),
  };
}
