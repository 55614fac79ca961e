// What it means that a host lacks an account which an appspec names, and how the host gets it.
import {
  defaultImage,
  imageAccounts,
  imageNames,
  imageWith,
  packageOf,
  type HostImage,
} from '../../model/host-image.ts';
import type { MissingAccount } from './event-failure.ts';
import type { AgentEnvironment } from './lifecycle-event.ts';

/** One paragraph. */
export function explainMissingAccount(
  missing: MissingAccount,
  { image }: Pick<AgentEnvironment, 'image'>,
): string {
  return image === undefined ? ofThisMachine(missing) : ofImage(missing, image);
}

function commandFor({ name, kind }: MissingAccount): string {
  return `${kind}add --system ${name}`;
}

function ofImage(missing: MissingAccount, image: HostImage): string {
  const { name, kind } = missing;
  const other = imageWith(name, image);
  if (other !== undefined)
    return `The hosts have the accounts of ${imageNames[image]}, which has no "${name}": that is an account of ${imageNames[other]}. If the instances are started from it, say so in the file of the fleet: "imageId": "${shortNames[other]}". ${imageNames[image]} has "${imageAccounts[image].login.name}".`;
  const program = packageOf(name, image);
  const origin =
    program === undefined
      ? `${imageNames[image]} has no "${name}" from the start`
      : `${imageNames[image]} has no "${name}" from the start: the package ${program} makes it`;
  return `${origin}, so this fails on a new instance of EC2 as well, unless its user data or an image of your own brings it. Make it in a script of BeforeInstall, which changes this host alone: getent ${kind === 'user' ? 'passwd' : 'group'} ${name} || ${commandFor(missing)}`;
}

const shortNames: Readonly<Record<HostImage, string>> = {
  'amazon-linux-2023': 'al2023',
  'amazon-linux-2': 'al2',
  ubuntu: 'ubuntu',
  'elastic-beanstalk': 'elasticbeanstalk',
};

function ofThisMachine(missing: MissingAccount): string {
  const { name } = missing;
  const of = imageWith(name, 'elastic-beanstalk') ?? imageOfLogin(name);
  const there = of === undefined ? '' : ` On EC2 ${imageNames[of]} has it from the start.`;
  return `With isolation "process" hosts share the accounts of this machine, which has no "${name}".${there} Hosts with isolation "namespace" (Linux, as root) have the accounts of EC2's images; else create it on this machine (sudo ${commandFor(missing)}) or name an account that exists.`;
}

function imageOfLogin(name: string): HostImage | undefined {
  const has = imageAccounts[defaultImage].accounts.some((account) => account.name === name);
  return has ? defaultImage : undefined;
}
