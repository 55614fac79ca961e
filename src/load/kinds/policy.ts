// Reads IAM policies: the input of `aws iam put-role-policy` and `create-role`, what `get-role` and `get-role-policy`
// answer, and a document alone. Nothing on this machine is held to them, so what is wrong with one stops nothing.
import { basename, extname } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { parseJson } from '../../lib/parse-json.ts';
import { problem, type Place, type Problem } from '../../lib/problem.ts';
import type { OneOrMore, PolicyPrincipal, PolicyStatement, RolePolicy } from '../../model/policy.ts';
import { listOf } from '../../model/policy.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { custom, object, optional, record, required, string } from '../shape.ts';
import { type Kind } from './kind.ts';
import { jsonSchemaOf, under, type JsonSchema } from '../json-schema.ts';

export const rolePolicyKind: Kind<RolePolicy> = {
  title: 'an IAM policy',
  file: '…-policy.json',
  holds: 'what `aws iam put-role-policy` takes: rights that are missing are reported before anything runs',
  words: ['Statement', 'PolicyDocument', 'AssumeRolePolicyDocument'],
  isOne: isPolicy,
  isAdvisory: true,
  schemas: () => {
    const statement = jsonSchemaOf(statementShape);
    const plain = jsonSchemaOf(documentShape);
    const Statement = { anyOf: [statement, { type: 'array', items: statement }] };
    const document = { ...plain, properties: { ...(plain['properties'] as JsonSchema), Statement } };
    const written = { anyOf: [document, { type: 'string' }] };
    return [
      document,
      under('PolicyDocument', written),
      under('AssumeRolePolicyDocument', written),
      under('Role', {}),
    ];
  },
  read: readPolicy,
};

/** A document with Principals that is not for assuming a role belongs to a resource, such as a bucket. */
export function isPolicy(root: Node): boolean {
  const { document, kind } = partsOf(root);
  if (document === undefined) return false;
  return kind !== 'resource' && (document !== root || isDocument(root));
}

export function readPolicy(root: Node): ReadResource<RolePolicy> {
  const { outer, document: written, kind } = partsOf(root);
  if (written === undefined || kind === 'resource') return { node: root, problems: [] };
  const document = written.kind === 'scalar' ? parsedIn(written) : { node: written, problems: [] };
  const read = readShape(document.node, documentShape);
  const problems = [
    ...document.problems,
    ...read.problems,
    ...(read.value?.Statement ?? []).flatMap((each, index) =>
      wrongAbout(each, placeOf(document.node, index)),
    ),
  ].map((each): Problem => ({ ...each, severity: 'warning' }));
  if (read.value === undefined) return { node: document.node, problems };
  const [roleName, policyName] = ['RoleName', 'PolicyName'].map((key) => textAt(outer, key));
  return {
    node: document.node,
    problems,
    value: {
      kind,
      fileName: basename(root.place.file, extname(root.place.file)),
      document: read.value,
      ...defined({ roleName, policyName }),
    },
  };
}

interface PolicyParts {
  /** What holds the names; the document itself when it stands alone. */
  readonly outer: Node;
  readonly document?: Node;
  readonly kind: RolePolicy['kind'] | 'resource';
}

function partsOf(root: Node): PolicyParts {
  const outer =
    root.kind === 'map' && root.entries.length === 1 ? (entryOf(root, 'Role')?.value ?? root) : root;
  const isOfOthers = ['UserName', 'GroupName'].some((key) => entryOf(outer, key) !== undefined);
  if (isOfOthers) return { outer, kind: 'resource' };
  const rights = entryOf(outer, 'PolicyDocument')?.value;
  if (rights !== undefined) return { outer, document: rights, kind: 'rights' };
  const trust = entryOf(outer, 'AssumeRolePolicyDocument')?.value;
  if (trust !== undefined) return { outer, document: trust, kind: 'trust' };
  const statement = entryOf(root, 'Statement')?.value;
  if (statement === undefined) return { outer: root, kind: 'rights' };
  return { outer: root, document: root, kind: kindOf(itemsOf(statement)) };
}

function kindOf(statements: readonly Node[]): PolicyParts['kind'] {
  const ofOthers = statements.filter((each) => entryOf(each, 'Principal') ?? entryOf(each, 'NotPrincipal'));
  if (ofOthers.length === 0) return 'rights';
  const isTrust = ofOthers.every((each) => itemsOf(entryOf(each, 'Action')?.value).every(isAssuming));
  return isTrust ? 'trust' : 'resource';
}

function isAssuming(action: Node): boolean {
  return action.kind === 'scalar' && /^sts:/i.test(action.text);
}

/** A list, or its one item alone. */
function itemsOf(node: Node | undefined): readonly Node[] {
  if (node === undefined) return [];
  return node.kind === 'list' ? node.items : [node];
}

/** `Statement` is a word of other files as well; `Effect` inside of it is not. */
function isDocument(root: Node): boolean {
  const statements = itemsOf(entryOf(root, 'Statement')?.value);
  return statements.some((each) => entryOf(each, 'Effect') !== undefined);
}

/** A document as text, as the AWS CLI wants it in JSON input. Its places are those of the text as a whole. */
function parsedIn(node: Extract<Node, { kind: 'scalar' }>): {
  readonly node: Node;
  readonly problems: readonly Problem[];
} {
  const { root, problems } = parseJson({ path: node.place.file, text: node.text });
  const here = problems.map((each) => ({ ...each, at: node.place, notes: [] }));
  return { node: root === undefined ? node : movedTo(root, node.place), problems: here };
}

function movedTo(node: Node, place: Place): Node {
  switch (node.kind) {
    case 'map':
      return {
        ...node,
        place,
        entries: node.entries.map((entry) => ({
          ...entry,
          keyPlace: place,
          value: movedTo(entry.value, place),
        })),
      };
    case 'list':
      return { ...node, place, items: node.items.map((item) => movedTo(item, place)) };
    default:
      return { ...node, place };
  }
}

function textAt(node: Node, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

function placeOf(document: Node, index: number): Place {
  const statement = itemsOf(entryOf(document, 'Statement')?.value)[index] ?? document;
  return statement.kind === 'map' ? (statement.entries[0]?.keyPlace ?? statement.place) : statement.place;
}

/** What IAM answers MalformedPolicyDocument to, beyond the shape. */
function wrongAbout(statement: PolicyStatement, at: Place): readonly Problem[] {
  const { Action, NotAction, Resource, NotResource, Principal } = statement;
  const actions = [...listOf(Action), ...listOf(NotAction)];
  const resources = [...listOf(Resource), ...listOf(NotResource)];
  const needsResource = Principal === undefined;
  return [
    ...exactlyOne('Action', 'NotAction', [Action, NotAction]),
    ...(needsResource ? exactlyOne('Resource', 'NotResource', [Resource, NotResource]) : []),
    ...actions
      .filter((action) => action !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action))
      .map((action) => ({
        message: `"${action}" is no action`,
        remedy: 'Write the service and the action: "s3:GetObject".',
      })),
    ...resources
      .filter((resource) => resource !== '*' && !/^(arn:|\*)/.test(resource))
      .map((resource) => ({
        message: `"${resource}" is no resource`,
        remedy: 'Write an ARN: "arn:aws:s3:::bucket/*".',
      })),
  ].map((found) =>
    problem({
      ...found,
      code: 'PolicyInvalid',
      at,
      aws: 'PutRolePolicy answers MalformedPolicyDocument.',
    }),
  );
}

function exactlyOne(
  name: string,
  other: string,
  values: readonly (OneOrMore | undefined)[],
): readonly { readonly message: string; readonly remedy: string }[] {
  const count = values.filter((value) => value !== undefined).length;
  if (count === 1) return [];
  return [
    {
      message: `A statement has ${count === 0 ? 'no' : 'both'} "${name}" ${count === 0 ? 'and no' : 'and'} "${other}"`,
      remedy: `Give it one of the two.`,
    },
  ];
}

/** One text, or a list of them; truth values and numbers are the text that they are written as. */
const oneOrMore = custom<OneOrMore>((node, report) => {
  const items = itemsOf(node);
  const texts = items.flatMap((item) => (item.kind === 'scalar' && item.value !== null ? [item.text] : []));
  if (texts.length < items.length)
    report(
      problem({
        code: 'WrongType',
        message: 'A policy has text here, or a list of texts',
        at: node.place,
        remedy: 'Write each value as text.',
      }),
    );
  if (texts.length < items.length) return undefined;
  return node.kind === 'list' ? texts : texts[0];
});

/** By operator and key. */
const conditionShape = record(record(oneOrMore));
const principalShape = custom<PolicyPrincipal>((node, report) => {
  if (node.kind === 'scalar' && node.text === '*') return '*';
  const { value, problems } = readShape(node, record(oneOrMore), { what: '"Principal"' });
  for (const found of problems) report(found);
  return value;
});

const statementShape = object('statement', {
  Sid: optional(string()),
  Effect: required(string({ oneOf: ['Allow', 'Deny'] })),
  Action: optional(oneOrMore),
  NotAction: optional(oneOrMore),
  Resource: optional(oneOrMore),
  NotResource: optional(oneOrMore),
  Principal: optional(principalShape),
  NotPrincipal: optional(principalShape),
  Condition: optional(conditionShape),
});

/** A list of statements, or one alone. */
const statementsShape = custom<readonly PolicyStatement[]>((node, report) => {
  const read = itemsOf(node).map((item) => readShape(item, statementShape));
  for (const found of read.flatMap(({ problems }) => problems)) report(found);
  const statements = read.flatMap(({ value }) => value ?? []);
  return statements.length === read.length ? statements : undefined;
});

const documentShape = object('policy document', {
  Version: optional(string({ oneOf: ['2012-10-17', '2008-10-17'] })),
  Id: optional(string()),
  Statement: required(statementsShape),
});
