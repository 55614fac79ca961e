// Reading parameters of Parameter Store: by name, version and label, and below a path.
import { randomBytes } from 'node:crypto';
import type { SsmApi } from '../../aws/operations/ssm.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { hasFilter } from './parameter-filters.ts';
import { isPublicName, publicParameters, publicParametersBelow } from './public-parameters.ts';
import {
  allParameters,
  arnOfParameter,
  findParameter,
  nameIn,
  valueOf,
  type ParameterRecord,
  type ParameterVersion,
} from './parameter-record.ts';

type Op<N extends keyof SsmApi['operations']> = Operation<SsmApi, N>;
type Parameter = SsmApi['shapes']['Parameter'];

export const getParameter: Op<'GetParameter'> = async ({ Name, WithDecryption = false }, call) => {
  const name = nameIn(Name);
  if (isPublicName(name)) {
    const Parameter = (await publicParameters([name], call)).get(name);
    if (Parameter !== undefined) return { Parameter };
  }
  const found = select(call, Name);
  if (found === undefined) throw refuse<SsmApi>('ParameterNotFound', '');
  if (found.version === undefined)
    throw refuse<SsmApi>(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${found.selector} of ${found.record.name}. Verify the version and try again.`,
    );
  return { Parameter: written(call, { ...found, version: found.version, WithDecryption }) };
};

/** Those that are not there are named; the others come in the order of the request. */
export const getParameters: Op<'GetParameters'> = async ({ Names, WithDecryption = false }, call) => {
  const names = [...new Set(Names)];
  const ofAws = await publicParameters(names.filter(isPublicName), call);
  const found = names.map((name) => {
    const version = ofAws.has(name) ? undefined : select(call, name);
    const own =
      version?.version === undefined
        ? undefined
        : written(call, { ...version, version: version.version, WithDecryption });
    return { name, parameter: ofAws.get(name) ?? own };
  });
  return {
    Parameters: found.flatMap(({ parameter }) => parameter ?? []),
    InvalidParameters: found.flatMap(({ name, parameter }) => (parameter === undefined ? [name] : [])),
  };
};

export const getParametersByPath: Op<'GetParametersByPath'> = async (input, call) => {
  const {
    Path,
    Recursive = false,
    WithDecryption = false,
    ParameterFilters = [],
    MaxResults = 10,
    NextToken,
  } = input;
  if (!Path.startsWith('/'))
    throw refuse<SsmApi>(
      'ValidationException',
      'The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: . (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". Valid example: /get/parameters2-/by1./path0_.',
    );
  const below = Path.endsWith('/') ? Path : `${Path}/`;
  if (isPublicName(below)) return await publicParametersBelow(input, call);
  const records = allParameters(call)
    .filter(({ name }) => name.startsWith(below) && (Recursive || !name.slice(below.length).includes('/')))
    .filter((record) => ParameterFilters.every((filter) => hasFilter(record, filter)));
  const { items, next } = pageOf(records, {
    keyOf: ({ name }) => name,
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<SsmApi>('InvalidNextToken', 'The specified token is not valid.'),
  });
  return defined({
    Parameters: items.flatMap((record) => {
      const version = record.versions.at(-1);
      return version === undefined ? [] : [written(call, { record, version, WithDecryption })];
    }),
    NextToken: next,
  });
};

export const getParameterHistory: Op<'GetParameterHistory'> = (input, call) => {
  const { Name, WithDecryption = false, MaxResults = 50, NextToken } = input;
  const record = findParameter(call, nameIn(Name));
  if (record === undefined) throw refuse<SsmApi>('ParameterNotFound', '');
  const { items, next } = pageOf(record.versions, {
    keyOf: ({ version }) => String(version).padStart(9, '0'),
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<SsmApi>('InvalidNextToken', 'The specified token is not valid.'),
  });
  return defined({
    Parameters: items.map((version) =>
      defined({
        Name: record.name,
        Type: version.type,
        KeyId: version.keyId,
        LastModifiedDate: new Date(version.at),
        LastModifiedUser: version.by,
        Description: version.description,
        Value: shownValue(call, { record, version, WithDecryption }),
        AllowedPattern: version.allowedPattern,
        Version: version.version,
        Labels: version.labels,
        Tier: version.tier,
        Policies: [],
        DataType: version.dataType,
      }),
    ),
    NextToken: next,
  });
};

interface Selected {
  readonly record: ParameterRecord;
  /** Undefined when the parameter has no such version. */
  readonly version: ParameterVersion | undefined;
  readonly selector?: string;
}

/** `name`, `name:3`, `name:label` (Systems Manager user guide, Working with parameter versions and labels). */
function select(call: ServiceCall, given: string): Selected | undefined {
  const plain = nameIn(given);
  const colon = plain.lastIndexOf(':');
  const name = colon < 0 ? plain : plain.slice(0, colon);
  const record = findParameter(call, name);
  if (record === undefined) return undefined;
  if (colon < 0) return { record, version: record.versions.at(-1) };
  const selector = plain.slice(colon + 1);
  const version = record.versions.find((each) =>
    /^\d+$/.test(selector) ? each.version === Number(selector) : each.labels.includes(selector),
  );
  return { record, version, selector };
}

interface Shown {
  readonly record: ParameterRecord;
  readonly version: ParameterVersion;
  readonly WithDecryption: boolean;
  readonly selector?: string;
}

function written(call: ServiceCall, shown: Shown): Parameter {
  const { record, version, selector } = shown;
  return defined({
    Name: record.name,
    Type: version.type,
    Value: shownValue(call, shown),
    Version: version.version,
    Selector: selector === undefined ? undefined : `:${selector}`,
    LastModifiedDate: new Date(version.at),
    ARN: arnOfParameter(call, record.name),
    DataType: version.dataType,
  });
}

/** Without decryption a SecureString is a ciphertext, which nothing but KMS can read: here it says nothing at all. */
function shownValue(call: ServiceCall, { record, version, WithDecryption }: Shown): string {
  if (version.type === 'SecureString' && !WithDecryption) return randomBytes(96).toString('base64');
  return valueOf(call, record, version.version) ?? '';
}
