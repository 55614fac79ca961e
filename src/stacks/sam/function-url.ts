// FunctionUrlConfig: an address of the function itself.
import { isFunction } from './functions.ts';
import { isMap, isTruthy, type Json, type JsonMap, type Optional } from './json.ts';
import { generated, type Generated, type Target } from './resource.ts';
import { SamError } from './sam-error.ts';

/** @throws SamError */
export function functionUrl(id: string, config: Optional, target: Target): readonly Generated[] {
  if (!isTruthy(config) || !isMap(config)) return [];
  if (!isFunction(config)) {
    checkAuth(id, config['AuthType']);
    checkCors(id, config['Cors']);
  }
  const { AuthType, Cors, InvokeMode } = config;
  const { attributes } = target;
  const named = target.name;
  const url = generated(
    { id: `${id}Url`, type: 'AWS::Lambda::Url' },
    { Cors: isTruthy(Cors) ? Cors : undefined, AuthType, TargetFunctionArn: named, InvokeMode },
    { attributes },
  );
  if (AuthType !== 'NONE') return [url];
  const allow = (suffix: string, properties: JsonMap) =>
    generated(
      { id: `${id}${suffix}`, type: 'AWS::Lambda::Permission' },
      { FunctionName: named, Principal: '*', ...properties },
      { attributes },
    );
  return [
    url,
    allow('UrlPublicPermissions', { Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' }),
    allow('URLInvokeAllowPublicAccess', { Action: 'lambda:InvokeFunction', InvokedViaFunctionUrl: true }),
  ];
}

function checkAuth(id: string, type: Optional): void {
  if (isFunction(type) || type === 'AWS_IAM' || type === 'NONE') return;
  throw new SamError(
    id,
    'AuthType is required to configure function property `FunctionUrlConfig`. Please provide either AWS_IAM or NONE.',
  );
}

const corsTypes: Readonly<Record<string, readonly [name: string, is: (value: Json) => boolean]>> = {
  AllowOrigins: ['list', Array.isArray],
  AllowMethods: ['list', Array.isArray],
  AllowCredentials: ['bool', (value) => typeof value === 'boolean'],
  AllowHeaders: ['list', Array.isArray],
  ExposeHeaders: ['list', Array.isArray],
  MaxAge: ['int', (value) => typeof value === 'number'],
};

function checkCors(id: string, cors: Optional): void {
  if (!isTruthy(cors) || isFunction(cors)) return;
  if (!isMap(cors)) throw new SamError(id, "Property 'FunctionUrlConfig.Cors' should be a map.");
  for (const [name, value] of Object.entries(cors)) {
    const type = Object.hasOwn(corsTypes, name) ? corsTypes[name] : undefined;
    if (type === undefined) throw new SamError(id, `${name} is not a valid property for configuring Cors.`);
    if (!isFunction(value) && !type[1](value)) throw new SamError(id, `${name} must be of type ${type[0]}.`);
  }
}
