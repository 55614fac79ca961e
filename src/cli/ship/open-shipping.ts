// Where a command ships to, said before anything is changed there, and the question whether it may.
import { createInterface } from 'node:readline/promises';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { AwsPlace } from '../../model/place.ts';
import { accessHere, accessToAws, placeOfCaller, type AwsAccess } from '../../ship/aws/access.ts';
import { openAccess } from '../account/open-access.ts';
import type { CommonOptions, PlaceOptions } from '../command.ts';
import type { Terminal } from '../terminal.ts';

export interface ShippingOptions extends CommonOptions, PlaceOptions {}

export interface Shipping {
  readonly access: AwsAccess;
  readonly place: AwsPlace;
  /** `account 111122223333 in eu-central-1`. */
  readonly where: string;
}

/** @param folder of the definition, whose state folder has the account of this machine */
export async function openShipping(
  options: ShippingOptions,
  terminal: Terminal,
  folder?: string,
): Promise<Shipping> {
  if (options.aws !== true && (options.profile !== undefined || options.region !== undefined))
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: `${options.profile === undefined ? '--region' : '--profile'} is of an account of AWS`,
        remedy: 'Give --aws as well, or leave it out for the account of this machine',
      }),
    ]);
  const access =
    options.aws === true
      ? accessToAws(options)
      : accessHere((await openAccess(options, terminal, folder)).variables);
  const place = await placeOfCaller(access);
  const whose = access.isReal ? `as ${place.arn}` : 'of this machine';
  return { access, place, where: `account ${place.account} in ${place.region}, ${whose}` };
}

/** A yes on the terminal, or one of the command line. Without either nothing is done. */
export async function isAgreed(
  question: string,
  { yes = false }: { readonly yes?: boolean },
  terminal: Terminal,
): Promise<boolean> {
  if (yes) return true;
  if (!terminal.isScreen || !process.stdin.isTTY)
    throw new ProblemError([
      problem({
        code: 'CallInvalid',
        whose: 'call',
        message: 'There is no terminal to ask on',
        remedy: 'Read what would change, and give --yes',
      }),
    ]);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
