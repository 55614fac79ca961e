// What is known of a type of resource that a stack may have here: a file of `types` for each service gives them, and
// `registry.ts` is the only list.
import type { Values } from '../../aws/wire/message.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { ChangedValue } from '../../stacks/operation/decision.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { CallAws } from '../../account/call-aws.ts';
import type { Value } from '../../stacks/template/template.ts';
import type { SignalAddress } from './signal-store.ts';

/** What a service calls a resource that the template gives no name. */
interface NameRule {
  /** The property that names it; one that is set keeps the resource from being replaced. */
  readonly property: string;
  readonly longest: number;
  readonly isLower?: true;
  /** `CFN-Logical-…` instead of `stack-Logical-…`. */
  readonly prefix?: string;
}

/** One piece of work on a resource. */
export interface ResourceWork {
  readonly logicalId: string;
  readonly type: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly place: AwsPlace;
  /** With dynamic references resolved. */
  readonly properties: Values;
  /** The template's name of it, or a made up one that is the same when the work is taken up again. */
  readonly name: string;
  /** How the template wants an update in place done; not for a rollback. */
  readonly updatePolicy?: Values;
  /** Of the template and of the stack. */
  readonly tags: Readonly<Record<string, string>>;
  /** An earlier attempt ended with the process: what it made is there already. */
  readonly isResumed: boolean;
  readonly call: CallAws;
  /** Keeps the physical id before the work is complete: a failure finds it. */
  readonly onMade: (physicalId: string) => void;
  /** Of this piece of work, the same when it is taken up again. */
  readonly id: string;
  /** The signals that the template wants waited for. */
  readonly creationPolicy?: Values;
  /** A rollback gives the resource its earlier properties. */
  readonly isRestoration: boolean;
  readonly signals: Signals;
  /** Aborts when what is being made is undone anyway: nothing long is waited for then. */
  readonly stopped?: AbortSignal;
  /** Keeps that a signal has come. */
  readonly onSignal: (uniqueId: string) => void;
}

/** What is sent to this stack by pre-signed addresses. */
export interface Signals {
  /** The owner's address, which is the same at every call. */
  readonly open: (owner: string) => SignalAddress & { readonly url: string };
  /** Notes that its receiver has been asked to answer. */
  readonly markUsed: (token: string) => void;
  readonly received: (token: string) => readonly string[];
  /**
   * Waits for the next one.
   * @param until milliseconds since the epoch
   * @returns false when none came in time; rejects when the operation stops
   */
  readonly next: (token: string, until: number) => Promise<boolean>;
}

/** A failure of a resource that has a physical id all the same: a rollback removes it. */
export class ResourceFailure extends Error {
  override readonly name = 'ResourceFailure';
  readonly physicalId: string;
  constructor(message: string, physicalId: string) {
    super(message);
    this.physicalId = physicalId;
  }
}

/** A property that is not executed here: said before the operation begins, when it is thrown before the first call. */
export class PropertyRefused extends Error {
  override readonly name = 'PropertyRefused';
  readonly property: string;
  constructor(
    property: string,
    message = `Slipway does not execute the property ${property} on this machine`,
  ) {
    super(message);
    this.property = property;
  }
}

/** The resource as it was. */
export interface Before {
  readonly physicalId: string;
  readonly properties: Values;
  readonly attributes: Values;
}

export interface Made {
  readonly physicalId: string;
  /** What Fn::GetAtt gives. */
  readonly attributes: Readonly<Record<string, Value>>;
  /** Where properties are shown, its attributes are not. */
  readonly noEcho?: true;
}

/**
 * Each is called again with the same arguments when the process ended within it, and then takes up what it finds.
 * What a service refuses is thrown (CallRefused).
 */
export interface ResourceHandler {
  /** What the resource is here. `executed`: it does what it does on AWS. `recorded`: its settings are kept and given back. */
  readonly here: 'executed' | 'recorded';
  /** Those that its calls take: a template with another one is refused. Absent for a type that looks itself. */
  readonly properties?: readonly string[];
  /** Those that only a creation gives here: an update that changes one is refused before its first call. */
  readonly fixed?: readonly string[];
  readonly name?: NameRule;
  /** Of a property whose change the service decides on; in place when it is absent. */
  readonly replaces?: (property: string, values: ChangedValue) => boolean;
  /** It is called in a rollback even when its own update failed. */
  readonly isCalledAgain?: true;
  /** Every update calls it, whether its properties change or not. */
  readonly isAlwaysUpdated?: true;
  /** Its resources need CAPABILITY_IAM, and with a name of the template's CAPABILITY_NAMED_IAM. */
  readonly isIam?: true;
  /** A resource of that name that is not this stack's must not be taken over. */
  readonly isThere?: (work: ResourceWork) => Promise<boolean>;
  /** The name that the register has for it, when it is not that of the template. */
  readonly registeredAs?: (work: ResourceWork) => string;
  /**
   * Also asked before an operation begins, to find out what it refuses (`refused-properties.ts`): until its first call it only
   * computes.
   */
  readonly create: (work: ResourceWork) => Promise<Made>;
  /** Absent when every change of a property makes a new one. */
  readonly update?: (work: ResourceWork, before: Before) => Promise<Made>;
  /** What is not there is removed. */
  readonly remove: (work: ResourceWork, before: Before) => Promise<void>;
}

export type ResourceHandlers = Readonly<Record<string, ResourceHandler>>;

/** Gives undefined in place of an error with one of the codes. */
export async function unless<T>(codes: readonly string[], work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CallRefused && codes.includes(error.code)) return undefined;
    throw error;
  }
}

/** Whether a call finds what it asks for. */
export async function isFound(codes: readonly string[], work: Promise<unknown>): Promise<boolean> {
  return (
    (await unless(
      codes,
      work.then(() => true),
    )) ?? false
  );
}

/** A creation that was interrupted may have been executed: what it says is there is then this resource. */
export async function createOnce(
  { isResumed }: ResourceWork,
  codes: readonly string[],
  work: Promise<Values>,
): Promise<Values | undefined> {
  return isResumed ? await unless(codes, work) : await work;
}

export function textIn(values: Values, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? (value as Values)[name] : undefined),
    values,
  );
  if (found instanceof Date) return found.toISOString();
  // An object of S3 with bytes that are no text in UTF-8.
  if (found instanceof Uint8Array) return Buffer.from(found).toString('utf8');
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/** As most services take them. */
export function tagList(
  tags: Readonly<Record<string, string>>,
): readonly { readonly Key: string; readonly Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Without the properties of those names. */
export function without(properties: Values, ...names: readonly string[]): Values {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
}

export function listIn(properties: Values, name: string): readonly unknown[] {
  const value = properties[name];
  return Array.isArray(value) ? (value as readonly unknown[]) : value === undefined ? [] : [value];
}
