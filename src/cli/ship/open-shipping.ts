// Where a command ships to, said before anything is changed there, and the question whether it may.
import { defined } from '../../lib/defined.ts';
import { whatThereIs } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { AwsPlace } from '../../model/place.ts';
import { accessHere, accessToAws, placeOfCaller, type AwsAccess } from '../../ship/aws/access.ts';
import { openAccess, openAccesses, type AccessFrom } from '../account/open-access.ts';
import type { CommonOptions, PlaceOptions } from '../command.ts';
import type { Terminal } from '../terminal.ts';
import { readLine } from '../ask-line.ts';

export interface ShippingOptions extends CommonOptions, PlaceOptions {}

export interface Shipping {
  readonly access: AwsAccess;
  readonly place: AwsPlace;
  /** `account 111122223333 in eu-central-1`. */
  readonly where: string;
}

/** @param from the definition, whose state folder has the account of this machine, and the place that it names */
export async function openShipping(
  options: ShippingOptions,
  terminal: Terminal,
  from: AccessFrom = {},
): Promise<Shipping> {
  refuseProfileHere(options);
  const access =
    options.aws === true
      ? accessToAws(options)
      : accessHere((await openAccess(options, terminal, placedBy(options, from))).variables);
  return await shippingOf(access);
}

/**
 * Of a thing that is known by its name alone: on AWS it is where the call goes, here in the first account and Region that have
 * it. A problem in one place leads to the next, and is thrown when none has the thing.
 * @param find gives undefined when the thing is not there
 */
export async function findShipped<T>(
  options: ShippingOptions,
  terminal: Terminal,
  find: (shipping: Shipping) => Promise<T | undefined>,
): Promise<T | undefined> {
  refuseProfileHere(options);
  const accesses =
    options.aws === true
      ? [accessToAws(options)]
      : (await openAccesses(options, terminal, placedBy(options))).map(({ variables }) =>
          accessHere(variables),
        );
  let refusal: ProblemError | undefined;
  for (const access of accesses) {
    try {
      const found = await find(await shippingOf(access));
      if (found !== undefined) return found;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      refusal = error;
    }
  }
  if (refusal !== undefined) throw refusal;
  return undefined;
}

/**
 * What to do about a name that none of these places has. Who may ask for one thing may not always list all.
 * @param list gives the names of what a place has
 */
export async function remedyAmong(
  name: string,
  asked: readonly Shipping[],
  list: (access: AwsAccess) => Promise<readonly string[]>,
): Promise<string> {
  try {
    const there = await Promise.all(asked.map(async ({ access }) => list(access)));
    return whatThereIs(name, there.flat());
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return 'Name the one that is meant';
  }
}

async function shippingOf(access: AwsAccess): Promise<Shipping> {
  const place = await placeOfCaller(access);
  const whose = access.isReal ? `as ${place.arn}` : 'of this machine';
  return { access, place, where: `account ${place.account} in ${place.region}, ${whose}` };
}

/** What the call says goes before what the definition says. */
function placedBy({ region }: ShippingOptions, from: AccessFrom = {}): AccessFrom {
  return { ...from, place: { ...from.place, ...defined({ region }) } };
}

function refuseProfileHere({ aws = false, profile }: ShippingOptions): void {
  if (aws || profile === undefined) return;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: '--profile is of an account of AWS',
      remedy: 'Give --aws as well, or leave it out for the account of this machine',
    }),
  ]);
}

export type Agreement = 'yes' | 'no' | 'interrupted';

/** A yes on the terminal, or one of the command line. Without either nothing is done. */
export async function askToGoOn(
  question: string,
  { yes = false }: { readonly yes?: boolean },
  terminal: Terminal,
): Promise<Agreement> {
  if (yes) return 'yes';
  if (!terminal.isScreen || !process.stdin.isTTY)
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: 'There is no terminal to ask on',
        remedy: 'Read what would change, and give --yes',
      }),
    ]);
  const typed = await readLine(`${question} [y/N] `);
  if (typed === 'interrupted') terminal.write('\n');
  if (typeof typed === 'string') return typed === 'interrupted' ? 'interrupted' : 'no';
  return /^y(es)?$/i.test(typed.text.trim()) ? 'yes' : 'no';
}
