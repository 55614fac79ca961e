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
  const shown = structure(values, shape, { model, isS3: service === 's3' });
  if (Object.keys(shown).length === 0) return null;
  return JSON.stringify(shown).length > mostCharacters ? { omitted: true } : shown;
}

const mostCharacters = 100 * 1024;

interface Reading {
  readonly model: ServiceModel | undefined;
  readonly isS3: boolean;
}

function structure(values: Values, shape: string | undefined, reading: Reading): Values {
  const known = shapeAt(shape, reading);
  const members = known?.type === 'structure' ? known.members : {};
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const member = members[name];
      const of = typeof member === 'string' ? member : member?.[0];
      const shown = isSecret(name) && value !== undefined ? hidden : shownValue(value, of, reading);
      return shown === undefined ? [] : [[keyOf(name, reading), shown]];
    }),
  );
}

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
        const shown = isSecret(key) ? hidden : shownValue(each, known.of, reading);
        return shown === undefined ? [] : [[key, shown]];
      }),
    );
  return structure(value, shape, reading);
}

/** Members that no model marks, and which hold what opens something. */
function isSecret(name: string): boolean {
  return /^(SecretString|SecretAccessKey|SessionToken|WebIdentityToken|SAMLAssertion|(\w+)?Password|AuthParameters|ChallengeResponses|AccessToken|IdToken|RefreshToken|Plaintext|SecretHash|ClientSecret|AuthorizationToken|Environment|StageVariables|UserData|token)$/i.test(
    name,
  );
}

function shapeAt(name: string | undefined, { model }: Reading): ShapeModel | undefined {
  return name === undefined ? undefined : model?.shapes[name];
}

/** S3 has names of its own at the top, and keeps those of its documents. */
function keyOf(name: string, { isS3 }: Reading): string {
  if (isS3) return name === 'Bucket' ? 'bucketName' : name === 'Key' ? 'key' : name;
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
