// What an event shows of a call's input and output: names as CloudTrail writes them, and nothing that is secret. Source: CloudTrail
// user guide, "CloudTrail record contents" (requestParameters, responseElements). Pure.
import type { ServiceModel, ShapeModel } from '../../aws/service-model.ts';
import { isStreamed, isValues, type Values } from '../../aws/wire/message.ts';

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export interface ShownBy {
  /** Of the service; absent where this program has none. */
  readonly model?: ServiceModel;
  /** Of the structure. */
  readonly shape?: string;
  readonly service: string;
}

/** Null for nothing. Beyond what CloudTrail keeps of it (100 KB) it says so. */
export function shownValues(values: Values | undefined, { model, shape, service }: ShownBy): unknown {
  if (values === undefined) return null;
  const shown = structure(values, shape, { model, service });
  if (Object.keys(shown).length === 0) return null;
  return JSON.stringify(shown).length > mostCharacters ? { omitted: true } : shown;
}

const mostCharacters = 100 * 1024;

interface Reading {
  readonly model: ServiceModel | undefined;
  readonly service: string;
}

function structure(values: Values, shape: string | undefined, reading: Reading): Values {
  const known = shapeAt(shape, reading);
  const members = known?.type === 'structure' ? known.members : {};
  const isIn = (those: typeof secretMembers, name: string) =>
    those[reading.service]?.[shape ?? '']?.includes(name) === true;
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (isIn(leftOut, name)) return [];
      const member = members[name];
      const of = typeof member === 'string' ? member : member?.[0];
      const isHidden = isSecret(name) || isIn(secretMembers, name);
      const shown = isHidden && isPresent(value) ? hidden : shownValue(value, of, reading);
      return shown === undefined ? [] : [[keyOf(name, reading), shown]];
    }),
  );
}

const isPresent = (value: unknown) => value !== undefined && value !== null;

function shownValue(value: unknown, shape: string | undefined, reading: Reading): unknown {
  if (value === undefined || value === null) return undefined;
  // Contents are no parameters.
  if (value instanceof Uint8Array || isStreamed(value)) return undefined;
  const known = shapeAt(shape, reading);
  if (known !== undefined && 'sensitive' in known && known.sensitive) return hidden;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const of = known?.type === 'list' ? known.of : undefined;
    return value.flatMap((each) => shownValue(each, of, reading) ?? []);
  }
  if (!isValues(value)) return value;
  if (known?.type === 'map')
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) => {
        const shown = isSecret(key) && isPresent(each) ? hidden : shownValue(each, known.of, reading);
        return shown === undefined ? [] : [[key, shown]];
      }),
    );
  return structure(value, shape, reading);
}

/** Members that no model marks, and which hold what opens something. In a form of EC2 they have their structure before them. */
function isSecret(name: string): boolean {
  return name.split('.').some((each) => secretNames.some((known) => known.test(each)));
}

const secretNames: readonly RegExp[] = [
  /^(SecretString|SecretAccessKey|SecretKey|SecretHash|Secret|(\w+_)?Client_?Secret(Value)?|SAMLAssertion|ContextAssertion)$/i,
  /^(\w*Password|PasswordVerifier|Plaintext|PrivateKey|\w+PrivateKey|KeyMaterial|PreSharedKey|PlatformCredential)$/i,
  /^(token|SessionToken|WebIdentityToken|AccessToken|IdToken|RefreshToken|AuthorizationToken|AuthToken|BearerToken|OAuthToken|PersonalAccessToken|SecretToken|HECToken|TokenValue|TokenCode|ConfirmationCode)$/i,
  /^(AuthParameters|ChallengeResponses|Environment|EnvironmentVariables(Override)?|StageVariables|UserData|CustomerGatewayConfiguration)$/i,
];

/** Members whose names say nothing, by their structures. */
const secretMembers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  apigateway: { ApiKey: ['value'], CreateApiKeyRequest: ['value'] },
  elasticbeanstalk: { ConfigurationOptionSetting: ['Value'] },
};

/** Members that AWS's events lack. */
const leftOut: typeof secretMembers = { cloudformation: { Parameter: ['ParameterValue', 'ResolvedValue'] } };

function shapeAt(name: string | undefined, { model }: Reading): ShapeModel | undefined {
  return name === undefined ? undefined : model?.shapes[name];
}

/** S3 has names of its own at the top, and keeps those of its documents. */
function keyOf(name: string, { service }: Reading): string {
  if (service === 's3') return name === 'Bucket' ? 'bucketName' : name === 'Key' ? 'key' : name;
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
