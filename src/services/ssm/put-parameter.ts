// Writing and deleting parameters of Parameter Store.
import type { SsmApi } from '../../aws/operations/ssm.ts';
import { defined } from '../../lib/defined.ts';
import { inTime } from '../../lib/in-time.ts';
import { isFailed } from '../../lib/result.ts';
import { refuse, type InputOf, type Operation, type ServiceCall } from '../service.ts';
import {
  findParameter,
  nameIn,
  saveVersion,
  type ParameterRecord,
  type ParameterVersion,
} from './parameter-record.ts';

type Op<N extends keyof SsmApi['operations']> = Operation<SsmApi, N>;
type Put = InputOf<SsmApi, 'PutParameter'>;

export const putParameter: Op<'PutParameter'> = (input, call) => {
  const name = checkedName(nameIn(input.Name));
  const before = findParameter(call, name);
  if (before !== undefined && input.Overwrite !== true)
    throw refuse<SsmApi>(
      'ParameterAlreadyExists',
      'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
    );
  if (before !== undefined && input.Tags !== undefined)
    throw refuse<SsmApi>(
      'ValidationException',
      "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.",
    );
  const version = newVersion(input, before, call);
  const tags = before?.tags ?? Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  const record = { name, tags, versions: [...(before?.versions ?? []), version] };
  saveVersion(call, { before, record, value: input.Value });
  return { Version: version.version, Tier: version.tier };
};

function newVersion(input: Put, before: ParameterRecord | undefined, call: ServiceCall): ParameterVersion {
  const last = before?.versions.at(-1);
  const type = input.Type ?? last?.type;
  if (type === undefined)
    throw refuse<SsmApi>('ValidationException', 'A parameter type is required when you create a parameter.');
  checkPattern(input);
  return defined({
    version: (last?.version ?? 0) + 1,
    type,
    at: call.now,
    by: call.caller.arn,
    tier: tierOf(input, last?.tier),
    dataType: input.DataType ?? 'text',
    labels: [],
    description: input.Description ?? last?.description,
    keyId: type === 'SecureString' ? (input.KeyId ?? last?.keyId ?? 'alias/aws/ssm') : undefined,
    allowedPattern: input.AllowedPattern === '' ? undefined : input.AllowedPattern,
  });
}

/** Systems Manager user guide, Managing parameter tiers. */
const mostCharacters = { Standard: 4096, Advanced: 8192 };

function tierOf(
  { Tier = 'Standard', Value }: Put,
  before: 'Standard' | 'Advanced' | undefined,
): 'Standard' | 'Advanced' {
  const fits = Value.length <= mostCharacters.Standard;
  if (Value.length > mostCharacters.Advanced)
    throw refuse<SsmApi>(
      'ValidationException',
      `Advanced tier parameters support a maximum parameter value of ${mostCharacters.Advanced} characters.`,
    );
  if (Tier === 'Advanced' || before === 'Advanced' || (Tier === 'Intelligent-Tiering' && !fits))
    return 'Advanced';
  if (!fits)
    throw refuse<SsmApi>(
      'ValidationException',
      `Standard tier parameters support a maximum parameter value of ${mostCharacters.Standard} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier. For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html`,
    );
  return 'Standard';
}

function checkPattern({ AllowedPattern, Value }: Put): void {
  if (AllowedPattern === undefined || AllowedPattern === '') return;
  let pattern: RegExp;
  try {
    pattern = new RegExp(AllowedPattern);
  } catch {
    throw refuse<SsmApi>('ValidationException', `Invalid allowed pattern: ${AllowedPattern}`);
  }
  const fits = inTime(() => pattern.test(Value));
  if (isFailed(fits))
    throw refuse<SsmApi>('ValidationException', `AllowedPattern cannot be evaluated: ${fits.failed}`);
  if (!fits.value)
    throw refuse<SsmApi>(
      'ParameterPatternMismatchException',
      `Parameter value, cannot be validated against allowedPattern: ${AllowedPattern}`,
    );
}

/** Systems Manager API reference, PutParameter, Name. */
function checkedName(name: string): string {
  const invalid = (message: string) => refuse<SsmApi>('ValidationException', message);
  if (/^\/?(aws|ssm)/i.test(name))
    throw invalid(
      /^\/?aws/i.test(name)
        ? 'No access to reserved parameter name: ' + name + '.'
        : 'Parameter name: can\'t be prefixed with "ssm" (case-insensitive). If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  if (!/^[\w.\-/]+$/.test(name) || name.endsWith('/') || name.includes('//'))
    throw invalid(
      'Parameter name: can only consist of letters, numbers, and the following symbols: .-_/ . If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_',
    );
  if (name.includes('/') && !name.startsWith('/'))
    throw invalid('Parameter name must be a fully qualified name.');
  if (name.split('/').length > 16)
    throw refuse<SsmApi>(
      'HierarchyLevelLimitExceededException',
      'A hierarchy can have a maximum of 15 levels. For more information, see Requirements and constraints for parameter names in the Amazon Web Services Systems Manager User Guide.',
    );
  return name;
}

export const deleteParameter: Op<'DeleteParameter'> = ({ Name }, call) => {
  if (!removed(call, nameIn(Name))) throw refuse<SsmApi>('ParameterNotFound', '');
  return {};
};

export const deleteParameters: Op<'DeleteParameters'> = ({ Names }, call) => {
  const deleted = Names.filter((name) => removed(call, nameIn(name)));
  return { DeletedParameters: deleted, InvalidParameters: Names.filter((name) => !deleted.includes(name)) };
};

/** One that a file declares is made again when the file is read next. */
function removed({ ground, place }: ServiceCall, name: string): boolean {
  const wasStored = ground.secrets.remove('parameter', name);
  const declared = ground.account.at(place).find('AWS::SSM::Parameter', name);
  if (declared !== undefined) ground.account.remove(declared);
  return wasStored || declared !== undefined;
}
