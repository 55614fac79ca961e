// The resource policy of a REST API, from SAM's lists of accounts, addresses and networks.
import { anyMethod, pathInArn, pathItems } from './api-document.ts';
import { sub } from './functions.ts';
import {
  ensureMap,
  isMap,
  isSame,
  isTruthy,
  listOf,
  type Json,
  type JsonMap,
  type Optional,
} from './json.ts';
import { structureError } from './sam-error.ts';

const policyKey = 'x-amazon-apigateway-policy';

export interface PolicyPlace {
  readonly path: string;
  readonly stage: Json;
}

/** @throws SamTemplateError */
export function addResourcePolicy(document: JsonMap, policy: JsonMap, place: PolicyPlace): void {
  const resources = (): Json[] => methodResources(document, place);
  const accounts = (name: string, effect: 'Allow' | 'Deny'): void => {
    const list = policy[name];
    if (!isTruthy(list)) return;
    if (!isMap(list) && !Array.isArray(list))
      throw structureError(`Type of '${String(list)}' must be a list or dictionary`);
    addStatement(document, {
      Effect: effect,
      Action: 'execute-api:Invoke',
      Resource: resources(),
      Principal: { AWS: listOf(list) },
    });
  };
  accounts('AwsAccountWhitelist', 'Allow');
  accounts('AwsAccountBlacklist', 'Deny');
  const addresses = (name: string, condition: string): void => {
    const list = policy[name];
    if (isTruthy(list))
      addAllowAndDeny(document, resources(), { [condition]: { 'aws:SourceIp': listOf(list) } });
  };
  addresses('IpRangeWhitelist', 'NotIpAddress');
  addresses('IpRangeBlacklist', 'IpAddress');
  const networks = (list: 'Whitelist' | 'Blacklist', condition: string): void => {
    const found = networkCondition(policy, list);
    if (found !== undefined) addAllowAndDeny(document, resources(), { [condition]: found });
  };
  networks('Blacklist', 'StringEquals');
  networks('Whitelist', 'StringNotEquals');
  ensureMap(document, policyKey);
}

function networkCondition(policy: JsonMap, list: 'Whitelist' | 'Blacklist'): JsonMap | undefined {
  const given = policy[`SourceVpc${list}`];
  const texts = listOf(given).map((item) => {
    if (typeof item === 'string') return item;
    throw structureError(
      `SourceVpc${list} must be a list of strings. Use IntrinsicVpc${list} instead for values that use Intrinsic Functions`,
    );
  });
  const networks = [
    ...texts.filter((text) => text.startsWith('vpc-')),
    ...listOf(policy[`IntrinsicVpc${list}`]),
  ];
  const endpoints = [
    ...texts.filter((text) => text.startsWith('vpce-')),
    ...listOf(policy[`IntrinsicVpce${list}`]),
  ];
  if (networks.length === 0 && endpoints.length === 0) return undefined;
  return {
    ...(networks.length === 0 ? {} : { 'aws:SourceVpc': networks }),
    ...(endpoints.length === 0 ? {} : { 'aws:SourceVpce': endpoints }),
  };
}

/** The methods of a path as resources of `execute-api`. */
function methodResources(document: JsonMap, { path, stage }: PolicyPlace): Json[] {
  return pathItems(document, path)
    .flatMap((item) => Object.keys(item))
    .map((name) => {
      const method = name === anyMethod || name.toLowerCase() === 'any' ? '*' : name.toUpperCase();
      return sub(`execute-api:/\${__Stage__}/${method}${pathInArn(path)}`, { __Stage__: stage });
    });
}

function addAllowAndDeny(document: JsonMap, Resource: Json[], Condition: JsonMap): void {
  const base = { Action: 'execute-api:Invoke', Resource, Principal: '*' };
  const policy = ensureMap(document, policyKey);
  policy['Version'] = '2012-10-17';
  const statements = listOf(policy['Statement']);
  for (const statement of [
    { Effect: 'Allow', ...base },
    { Effect: 'Deny', ...base, Condition },
  ])
    if (!statements.some((each) => isSame(each, statement))) statements.push(statement);
  policy['Statement'] = statements;
}

/** The first stands alone; more make a list. */
function addStatement(document: JsonMap, statement: JsonMap): void {
  const policy = ensureMap(document, policyKey);
  policy['Version'] = '2012-10-17';
  const existing: Optional = policy['Statement'];
  policy['Statement'] = existing === undefined ? statement : [...listOf(existing), statement];
}

export function addCustomStatements(document: JsonMap, custom: Json): void {
  const policy = ensureMap(document, policyKey);
  policy['Version'] = '2012-10-17';
  const existing: Optional = policy['Statement'];
  if (existing === undefined) {
    policy['Statement'] = custom;
    return;
  }
  const statements = listOf(existing);
  for (const statement of listOf(custom))
    if (!statements.some((each) => isSame(each, statement))) statements.push(statement);
  policy['Statement'] = statements;
}
