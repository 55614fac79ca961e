// What a service of AWS gives to the endpoint. A service is a folder `services/<name>/` whose file of that name exports its
// operations; `registry.ts` lists them, and nothing else does.
//
// Adding one: name its operations in `scripts/aws/services.ts` (`executed`) and run `npm run generate`, which writes the
// types of what they take and give (`aws/operations/<name>.ts`); copy `services/sts`; add a line to the registry.
import type { Account } from '../account/account.ts';
import type { Caller, Sessions } from '../account/sessions.ts';
import { AwsError, type AwsErrorDetails } from '../aws/wire/aws-error.ts';
import type { AwsPlace } from '../model/place.ts';
import type { ContainerNetwork } from '../targets/endpoint/protocol.ts';
import type { VersionedSecretStore } from '../state/secret-store.ts';

/** What `npm run generate` writes of a service: `SsmApi`, `StsApi` … */
export interface Api {
  readonly operations: Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;
  /** The names of the errors in its model. */
  readonly errors: string;
  readonly shapes: unknown;
}

export type InputOf<A extends Api, N extends keyof A['operations']> = A['operations'][N]['input'];
export type OutputOf<A extends Api, N extends keyof A['operations']> = A['operations'][N]['output'];

/**
 * One operation. Its input is validated against the model: required members are there, and constraints are kept.
 * Timestamps are dates, blobs are bytes, and what streams on AWS (an object of S3) is an async iterable both ways.
 *
 * Refuses by throwing an AwsError (`refuse`). Whatever else it throws is a mistake of ours.
 *
 * Durability: what its output says is on disk before it returns. The process may be killed at any moment, so a change
 * is one transaction, or can be found and completed by the next call.
 *
 * Concurrency: calls run at the same time. An operation that awaits between reading and writing takes care of that.
 */
export type Operation<A extends Api, N extends keyof A['operations']> = (
  input: InputOf<A, N>,
  call: ServiceCall,
) => OutputOf<A, N> | Promise<OutputOf<A, N>>;

/** An operation that is not there is refused by its name, with AWS's shape and status 400, and recorded as not executed. */
export type Operations<A extends Api> = { readonly [N in keyof A['operations']]?: Operation<A, N> };

export interface ServiceCall {
  readonly caller: Caller;
  /** The caller's account, in the region that the request was signed for. */
  readonly place: AwsPlace;
  /** Milliseconds since the epoch, when the request came. */
  readonly now: number;
  readonly requestId: string;
  readonly ground: Ground;
}

/** What services work on: one state folder. */
export interface Ground {
  /** Absolute paths. */
  readonly stateFolder: string;
  readonly targetsFolder: string;
  /** Of the endpoint itself: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** What exists: resources by CloudFormation's type and name, with versions and makers. */
  readonly account: Account;
  /** Answers the containers of this network too. @returns the address that they call */
  readonly admit: (network: ContainerNetwork) => Promise<string>;
  readonly sessions: Sessions;
  readonly secrets: VersionedSecretStore;
  /**
   * What a service has open of its own: opened by the first call, closed with the endpoint.
   * @param open given the path of the state folder; the same function gives the same thing
   */
  readonly keep: <T extends Disposable | AsyncDisposable>(open: (stateFolder: string) => T) => T;
}

/** A service whatever its API. */
export type AnyOperations = Readonly<
  Record<string, ((input: never, call: ServiceCall) => unknown) | undefined>
>;

/**
 * An error of the service's model, to be thrown: the codec writes the code and the status that the model has for it.
 *
 *     throw refuse<SsmApi>('ParameterNotFound', '');
 */
export function refuse<A extends Api>(
  code: A['errors'] | 'AccessDenied' | 'ValidationException' | 'ValidationError',
  message: string,
  details: AwsErrorDetails = {},
): AwsError {
  return new AwsError(code, message, details);
}
