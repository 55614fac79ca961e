// Parameters of Parameter Store that a pipeline and what it deploys to take, as they are shipped. Pure.
// Sources: CloudFormation template reference, AWS::SSM::Parameter, which makes no SecureString; Systems Manager API reference,
// PutParameter.
import { defined } from '../../lib/defined.ts';
import type { TargetRequest } from '../../model/action-type.ts';
import { parseArn } from '../../model/arn.ts';
import {
  isList,
  isReference,
  isZone,
  logicalId,
  type GraphResource,
  type PropertyValue,
} from '../../model/resource-graph.ts';

/** A secret that is made up: no template can hold it. */
export interface SecureParameter {
  readonly name: string;
  /** Characters. */
  readonly length: number;
}

export interface TakenSecret extends SecureParameter {
  /** Logical ids of what is made after it. */
  readonly takenBy: readonly string[];
}

export type FileParameter =
  | SecureParameter
  | {
      readonly name: string;
      readonly type: 'String' | 'StringList';
      readonly value: string;
      readonly description?: string;
    };

/** Of the files next to the definition. */
export function parametersOfFiles({ definition, writtenOf }: TargetRequest): readonly FileParameter[] {
  return definition.parameters.flatMap(
    ({ name, value, generatedLength }, index): readonly FileParameter[] => {
      if (generatedLength !== undefined) return [{ name, length: generatedLength }];
      if (value === undefined) return [];
      const { Type, Description } = writtenOf(`parameters.${index}`) ?? {};
      const type = Type === 'StringList' ? 'StringList' : 'String';
      return [
        {
          name,
          type,
          value,
          ...defined({ description: typeof Description === 'string' ? Description : undefined }),
        },
      ];
    },
  );
}

export interface ParameterShare {
  /** What takes a parameter is made after it. */
  readonly resources: readonly GraphResource[];
  readonly secure: readonly TakenSecret[];
}

export function withParameters(
  resources: readonly GraphResource[],
  parameters: readonly FileParameter[],
  existing: ReadonlySet<string>,
): ParameterShare {
  const takers = new Map(
    parameters
      .filter(({ name }) => !existing.has(name))
      .map((each) => [each, resources.filter((resource) => takes(resource, each.name))] as const),
  );
  const taken = [...takers].filter(([, by]) => by.length > 0).map(([each]) => each);
  const plain = taken.flatMap((each) => ('value' in each ? [each] : []));
  const after = (resource: GraphResource): GraphResource => {
    if (!waits(resource)) return resource;
    const ids = plain.filter((each) => takers.get(each)?.includes(resource)).map(({ name }) => idOf(name));
    return ids.length === 0 ? resource : { ...resource, after: [...(resource.after ?? []), ...ids] };
  };
  return {
    resources: [
      ...plain.map(({ name, type, value, description }) => ({
        id: idOf(name),
        type: 'AWS::SSM::Parameter',
        name,
        why: 'A value that the pipeline, or what it deploys to, takes.',
        properties: { Name: name, Type: type, Value: value, ...defined({ Description: description }) },
      })),
      ...resources.map(after),
    ],
    secure: taken.flatMap((each) =>
      'length' in each
        ? [{ ...each, takenBy: (takers.get(each) ?? []).filter(waits).map(({ id }) => id) }]
        : [],
    ),
  };
}

/** The policy of a role names what is not there yet. */
function waits({ type }: GraphResource): boolean {
  return type !== 'AWS::IAM::Role';
}

/** Names that something takes, of these. */
export function takenNames(resources: readonly GraphResource[], names: readonly string[]): readonly string[] {
  return names.filter((name) => resources.some((resource) => takes(resource, name)));
}

function idOf(name: string): string {
  return logicalId(name, 'Parameter');
}

/** By its name, its ARN, or a policy that names it or what its path begins with. */
function takes({ properties }: GraphResource, name: string): boolean {
  const resource = `parameter${name.startsWith('/') ? '' : '/'}${name}`;
  return someText(properties, (text) => text === name || namesResource(text, resource));
}

function namesResource(text: string, resource: string): boolean {
  if (!text.includes(':ssm:')) return false;
  const named = parseArn(text)?.resource ?? '';
  return named.endsWith('*')
    ? named.length > 'parameter/*'.length && resource.startsWith(named.slice(0, -1))
    : named === resource;
}

function someText(value: PropertyValue, holds: (text: string) => boolean): boolean {
  if (typeof value === 'string') return holds(value);
  if (typeof value !== 'object' || isReference(value) || isZone(value)) return false;
  const parts = isList(value) ? value : Object.values(value);
  return parts.some((each) => someText(each, holds));
}
