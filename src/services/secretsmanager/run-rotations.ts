// Rotations: the four steps of the function of a secret, or of the service that manages it, one after the other. A step that
// fails ends the attempt; the whole is tried again (Secrets Manager user guide, "Rotation by Lambda function").
import { callingAs } from '../../account/call-aws.ts';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { localUser } from '../../account/principals.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { parseArn } from '../../model/arn.ts';
import { EachMinute, minuteMs } from '../each-minute.ts';
import { rotateClusterPassword } from '../rds/rotate-cluster-password.ts';
import type { Ground } from '../service.ts';
import { nextRotation } from './rotation-rules.ts';
import {
  removeRotationJob,
  rotationJob,
  rotationJobs,
  saveRotationJob,
  type RotationJob,
} from './rotation-jobs.ts';
import {
  allSecrets,
  findSecret,
  owningServiceOf,
  saveSecret,
  withStage,
  writeStages,
  type SecretCall,
  type SecretRecord,
  type SecretVersion,
} from './secret-record.ts';

/** What a rotation function is given (user guide, "Lambda rotation functions"). */
export interface RotationEvent {
  readonly Step: (typeof steps)[number];
  readonly SecretId: string;
  readonly ClientRequestToken: string;
  readonly RotationToken: string;
}

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** AWS tries several times and does not say how many. */
const mostAttempts = 3;

class RotationsAtWork implements Disposable {
  readonly secrets = new Set<string>();
  readonly clock = new EachMinute('Rotations of secrets');
  isClosing = false;

  [Symbol.dispose](): void {
    this.isClosing = true;
    this.clock[Symbol.dispose]();
  }
}

const openRotations = () => new RotationsAtWork();

/** What was under way goes on, and secrets are rotated by their schedules from now on, where there are any. */
export function keepRotations(ground: Ground): void {
  const call = callNow(ground, Date.now());
  const isKept = allSecrets(call).some(({ description }) => description.rotation !== undefined);
  if (!isKept) return;
  watchSchedules(ground);
  runRotations(ground, Date.now()).catch(note);
}

/** Secrets are rotated by their schedules from now on. */
export function watchSchedules(ground: Ground): void {
  ground.keep(openRotations).clock.start((minute) => runRotations(ground, minute));
}

function callNow(ground: Ground, now: number): SecretCall {
  return { ground, place: placeOfAccount(ground.account), now };
}

/** Begins what the schedules ask for, and works on what is due. Resolves when that has ended. */
export async function runRotations(ground: Ground, now: number): Promise<void> {
  for (const record of allSecrets(callNow(ground, now))) beginDue(ground, record, now);
  const due = rotationJobs(callNow(ground, now)).filter(({ nextAt }) => nextAt <= now);
  await Promise.all(due.map((job) => work(ground, job)));
}

function beginDue(ground: Ground, record: SecretRecord, now: number): void {
  const { rotation, deletedAt } = record.description;
  if (rotation?.isEnabled !== true || deletedAt !== undefined) return;
  if (rotation.nextAt === undefined || rotation.nextAt > now) return;
  const call = { ground, place: rotation.place, now };
  if (rotationJob(call, record.name) !== undefined) return;
  const pending = pendingVersion(record);
  const [name, token] = [record.name, pending?.id ?? newId()];
  saveRotationJob(call, { secret: name, place: call.place, token, attempts: 0, nextAt: now });
  if (pending === undefined) addPending(call, record, token);
}

/** The version that a rotation works on. */
export function pendingVersion({ versions }: SecretRecord): SecretVersion | undefined {
  return versions.find(({ stages }) => stages.includes('AWSPENDING') && !stages.includes('AWSCURRENT'));
}

/** Of a version without a value, which the function fills. */
export function beginRotation(call: SecretCall, record: SecretRecord, token: string): void {
  const { place, now } = call;
  saveRotationJob(call, { secret: record.name, place, token, attempts: 0, nextAt: now });
  addPending(call, record, token);
  startRotation(call, record.name, token);
}

function addPending(call: SecretCall, { name, versions, description }: SecretRecord, token: string): void {
  const empty = [...(description.empty ?? []), token];
  const version: SecretVersion = { id: token, stages: [], createdAt: call.now, storedAt: '' };
  const after = withStage([...versions, version], 'AWSPENDING', token);
  writeStages(
    call,
    { name, description: { ...description, empty } },
    { before: versions, after, values: { [token]: '' } },
  );
}

/** On disk when it returns; the function is called afterwards. */
export function startRotation({ ground, place, now }: SecretCall, secret: string, token: string): void {
  const job = { secret, place, token, attempts: 0, nextAt: now };
  saveRotationJob({ ground, place }, job);
  watchSchedules(ground);
  work(ground, job).catch(note);
}

/** What failed could not be written down, as on a full disk: the next minute takes up what is due. */
function note(error: unknown): void {
  process.stderr.write(`Rotations of secrets: ${String(error)}\n`);
}

async function work(ground: Ground, job: RotationJob): Promise<void> {
  const atWork = ground.keep(openRotations);
  if (atWork.secrets.has(job.secret)) return;
  atWork.secrets.add(job.secret);
  try {
    await attempt(ground, job, () => atWork.isClosing);
  } finally {
    atWork.secrets.delete(job.secret);
  }
}

async function attempt(ground: Ground, job: RotationJob, isClosing: () => boolean): Promise<void> {
  const { secret, place, token } = job;
  const where = { ground, place };
  try {
    for (const Step of steps) {
      const record = findSecret({ ...where, now: Date.now() }, secret);
      if (record === undefined || !isWanted(where, job, record)) return removeUnlessNewer(where, job);
      await perform(ground, record, {
        Step,
        SecretId: record.arn,
        ClientRequestToken: token,
        RotationToken: newId(),
      });
    }
    finish(ground, job);
  } catch (error) {
    // Ended with the endpoint, it is taken up when that is there again.
    if (!isClosing()) postpone(where, job, error);
  }
}

/** False when it was cancelled, and when its version was taken away. */
function isWanted(
  where: Pick<SecretCall, 'ground' | 'place'>,
  { secret, token }: RotationJob,
  { versions, description }: SecretRecord,
): boolean {
  const isKept = rotationJob(where, secret)?.token === token;
  return isKept && description.deletedAt === undefined && versions.some(({ id }) => id === token);
}

function removeUnlessNewer(
  where: Pick<SecretCall, 'ground' | 'place'>,
  { secret, token }: RotationJob,
): void {
  if (rotationJob(where, secret)?.token === token) removeRotationJob(where, secret);
}

async function perform(ground: Ground, record: SecretRecord, event: RotationEvent): Promise<void> {
  const { rotation } = record.description;
  const place = rotation?.place ?? placeOfAccount(ground.account);
  const owner = owningServiceOf(record.description);
  if (owner === 'rds') return await rotateClusterPassword({ ground, place }, event);
  const functionArn = rotation?.functionArn;
  if (functionArn === undefined)
    throw new Error(`nothing rotates it${owner === undefined ? '' : ` for ${owner}`}`);
  const region = parseArn(functionArn)?.region ?? place.region;
  const answer = await callingAs(ground, { principal: localUser(place), region })('lambda', 'Invoke', {
    FunctionName: functionArn,
    Payload: Buffer.from(JSON.stringify(event)),
  });
  if (answer['FunctionError'] !== undefined)
    throw new Error(`${event.Step} failed in ${functionArn}: ${String(answer['Payload'])}`);
}

/** @throws when the last step has not made the version the current one */
function finish(ground: Ground, { secret, place, token }: RotationJob): void {
  const now = Date.now();
  const call = { ground, place, now };
  const record = findSecret(call, secret);
  if (record === undefined) return removeRotationJob(call, secret);
  const current = record.versions.find(({ stages }) => stages.includes('AWSCURRENT'));
  if (current?.id !== token) throw new Error('finishSecret has not moved AWSCURRENT to the new version');
  saveSecret(call, secret, rotated(record, now));
  removeRotationJob(call, secret);
}

function rotated({ description }: SecretRecord, lastAt: number): SecretRecord['description'] {
  const { rotation } = description;
  if (rotation === undefined) return description;
  const nextAt = rotation.isEnabled && rotation.rules ? nextRotation(rotation.rules, lastAt) : undefined;
  const { nextAt: _before, ...kept } = rotation;
  return { ...description, rotation: { ...kept, lastAt, ...defined({ nextAt }) } };
}

/** Tried again a minute later, then two; then the next schedule or call begins anew with the same version. */
function postpone(where: Pick<SecretCall, 'ground' | 'place'>, job: RotationJob, error: unknown): void {
  const attempts = job.attempts + 1;
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The rotation of ${job.secret} failed: ${reason}\n`);
  const now = Date.now();
  const record = findSecret({ ...where, now }, job.secret);
  if (record === undefined || !isWanted(where, job, record)) return removeUnlessNewer(where, job);
  if (attempts < mostAttempts)
    return saveRotationJob(where, { ...job, attempts, nextAt: now + attempts * minuteMs });
  removeRotationJob(where, job.secret);
  const { rotation } = record.description;
  if (rotation?.rules === undefined || rotation.nextAt === undefined || rotation.nextAt > now) return;
  const next = nextRotation(rotation.rules, now);
  const { nextAt: _before, ...kept } = rotation;
  const after = { ...kept, ...defined({ nextAt: next }) };
  saveSecret({ ...where, now }, job.secret, { ...record.description, rotation: after });
}
