// Stack policies: which resources an update may change. Source: CloudFormation user guide, "Prevent updates to stack
// resources". Once there is a policy, what no statement allows is denied.
import { parseJson } from '../lib/parse-json.ts';
import { plainValue } from './plain-value.ts';

interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

interface Asked {
  readonly logicalId: string;
  readonly type: string;
  readonly action: string;
}

/** Undefined for a text that is no policy. */
export function readStackPolicy(text: string): readonly Statement[] | undefined {
  const { root, problems } = parseJson({ path: 'policy', text });
  if (root?.kind !== 'map' || problems.length > 0) return undefined;
  const statement = (plainValue(root) as { readonly Statement?: unknown }).Statement;
  if (statement === undefined) return [];
  const all = Array.isArray(statement) ? statement : [statement];
  return all.every((each) => typeof each === 'object' && each !== null)
    ? (all as readonly Statement[])
    : undefined;
}

/** CloudFormation's message. Undefined when the policy allows it. */
export function policyDenial(policy: string, { logicalId, type, action }: Asked): string | undefined {
  const wanted = `Update:${action === 'replace' ? 'Replace' : action === 'delete' ? 'Delete' : 'Modify'}`;
  const asked = { logicalId, type, action: wanted };
  const statements = readStackPolicy(policy) ?? [];
  const denying = statements.findIndex((each) => each.Effect === 'Deny' && covers(each, asked));
  if (denying >= 0)
    return `Action denied by stack policy: Statement [#${denying + 1}] does not allow [${wanted}] for resource [LogicalResourceId/${logicalId}];`;
  const allows = statements.some((each) => each.Effect === 'Allow' && covers(each, asked));
  return allows
    ? undefined
    : `Action denied by stack policy: No statement allows [${wanted}] for resource [LogicalResourceId/${logicalId}];`;
}

function covers(statement: Statement, { logicalId, type, action }: Asked): boolean {
  const {
    Action: actions,
    NotAction: notActions,
    Resource: resources,
    NotResource: notResources,
  } = statement;
  const isAction =
    notActions === undefined
      ? listOf(actions).some((each) => fits(each, action))
      : !listOf(notActions).some((each) => fits(each, action));
  const resource = `LogicalResourceId/${logicalId}`;
  const isResource =
    notResources === undefined
      ? listOf(resources).some((each) => fits(each, resource))
      : !listOf(notResources).some((each) => fits(each, resource));
  return isAction && isResource && conditionHolds(statement.Condition, type);
}

/** The only key is ResourceType, by StringEquals or StringLike. */
function conditionHolds(condition: unknown, type: string): boolean {
  if (typeof condition !== 'object' || condition === null) return true;
  return Object.entries(condition as Record<string, unknown>).every(([operator, keys]) => {
    const wanted = listOf((keys as Record<string, unknown> | null)?.['ResourceType']);
    return operator === 'StringLike' ? wanted.some((each) => fits(each, type)) : wanted.includes(type);
  });
}

function listOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value]).map(
    String,
  );
}

/** Stars stand for any text. */
function fits(pattern: string, text: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === text;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = rest.at(-1) ?? '';
  return text.length - last.length >= at && text.endsWith(last);
}
