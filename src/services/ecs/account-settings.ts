// Account settings: kept for the account and for principals of it, and given back. ARNs here are long ones, and tasks run in containers
// of this machine, whatever they say. Source: ECS developer guide, "Access Amazon ECS features with account settings".
import { formatArn } from '../../model/arn.ts';
import { defined } from '../../lib/defined.ts';
import { documentsOf } from '../documents.ts';
import { pageOf } from '../page.ts';
import type { Operations, ServiceCall } from '../service.ts';
import type { EcsApi } from '../../aws/operations/ecs.ts';
import { invalid, type Op, type Shapes } from './ecs-call.ts';

type Setting = Required<Omit<Shapes['Setting'], 'type'>>;
type Name = Setting['name'];

const stored = documentsOf<Setting>('ecs/account-setting');

/** What holds where no call has put anything. */
const builtIn: Readonly<Partial<Record<Name, string>>> = {
  awsvpcTrunking: 'disabled',
  containerInsights: 'disabled',
  containerInstanceLongArnFormat: 'enabled',
  defaultLogDriverMode: 'non-blocking',
  fargateFIPSMode: 'disabled',
  fargateTaskRetirementWaitPeriod: '7',
  guardDutyActivate: 'off',
  serviceLongArnFormat: 'enabled',
  tagResourceAuthorization: 'on',
  taskLongArnFormat: 'enabled',
};

const switches = ['enabled', 'disabled'];
const onOff = ['on', 'off'];

/** What may be put; undefined for what AWS sets itself. */
const values: Readonly<Partial<Record<Name, readonly string[]>>> = {
  awsvpcTrunking: switches,
  containerInsights: [...switches, 'enhanced'],
  containerInstanceLongArnFormat: switches,
  defaultLogDriverMode: ['blocking', 'non-blocking'],
  fargateFIPSMode: switches,
  fargateTaskRetirementWaitPeriod: ['0', '7', '14'],
  serviceLongArnFormat: switches,
  tagResourceAuthorization: onOff,
  taskLongArnFormat: switches,
};

/** The settings of the account itself are the root user's. */
function rootOf({ place }: ServiceCall): string {
  return formatArn({ ...place, service: 'iam', region: '', resource: 'root' });
}

const keyOf = ({ name, principalArn }: Pick<Setting, 'name' | 'principalArn'>) => `${principalArn} ${name}`;

const shown = (setting: Setting): Shapes['Setting'] => ({
  ...setting,
  type: setting.name === 'guardDutyActivate' ? 'aws_managed' : 'user',
});

function put(call: ServiceCall, setting: Setting): { readonly setting: Shapes['Setting'] } {
  const { name, value } = setting;
  if (values[name]?.includes(value) !== true)
    throw invalid(`Invalid value ${value} for the account setting ${name}.`);
  stored.put(call, keyOf(setting), setting);
  return { setting: shown(setting) };
}

const putAccountSetting: Op<'PutAccountSetting'> = ({ name, value, principalArn = '' }, call) =>
  put(call, { name, value, principalArn: principalArn === '' ? call.caller.arn : principalArn });

const putAccountSettingDefault: Op<'PutAccountSettingDefault'> = ({ name, value }, call) =>
  put(call, { name, value, principalArn: rootOf(call) });

const deleteAccountSetting: Op<'DeleteAccountSetting'> = ({ name, principalArn = '' }, call) => {
  const key = keyOf({ name, principalArn: principalArn === '' ? call.caller.arn : principalArn });
  const setting = stored.get(call, key);
  if (setting === undefined) throw invalid('The specified account setting does not exist.');
  stored.remove(call, key);
  return { setting: shown(setting) };
};

const listAccountSettings: Op<'ListAccountSettings'> = (input, call) => {
  const { name, value, principalArn = '', effectiveSettings = false, nextToken, maxResults = 10 } = input;
  const principal = principalArn === '' ? call.caller.arn : principalArn;
  const own = effectiveSettings
    ? effective(call, principal)
    : stored.list(call).filter((each) => each.principalArn === principal);
  const found = own
    .filter((each) => (name ?? each.name) === each.name && (value ?? each.value) === each.value)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = pageOf(found, {
    keyOf: (each) => each.name,
    size: maxResults,
    token: nextToken,
    onWrongToken: () => invalid('Invalid token.'),
  });
  return { settings: items.map(shown), ...defined({ nextToken: next }) };
};

/** The principal's own, else the account's, else what is built in. */
function effective(call: ServiceCall, principalArn: string): readonly Setting[] {
  const of = (principal: string, name: Name) =>
    stored.get(call, keyOf({ name, principalArn: principal }))?.value;
  return Object.entries(builtIn).map(([key, value]) => {
    const name = key as Name;
    return {
      name,
      value: of(principalArn, name) ?? of(rootOf(call), name) ?? value,
      principalArn,
    };
  });
}

export const accountSettings: Operations<EcsApi> = {
  DeleteAccountSetting: deleteAccountSetting,
  ListAccountSettings: listAccountSettings,
  PutAccountSetting: putAccountSetting,
  PutAccountSettingDefault: putAccountSettingDefault,
};
