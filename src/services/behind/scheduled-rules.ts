// EventBridge's rules with a schedule: the endpoint's clock sends their events, which the rules' targets receive as any other.
// moto keeps the rules; which have a schedule is noted here, so that it need not run for that. Source: EventBridge user guide,
// "Creating an Amazon EventBridge rule that runs on a schedule".
import { callingEndpoint, type CallAws } from '../../account/call-aws.ts';
import type { Account } from '../../account/account.ts';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { localUser } from '../../account/principals.ts';
import type { Sessions } from '../../account/sessions.ts';
import { isFailed } from '../../lib/result.ts';
import { localTime } from '../../model/local-time.ts';
import { isDue, parseSchedule } from '../../model/schedule.ts';
import { Documents } from '../../state/documents.ts';
import { EachMinute, wholeMinute } from '../each-minute.ts';
import type { Ground } from '../service.ts';

interface ScheduledRule {
  readonly arn: string;
  readonly expression: string;
  /** When it was made or changed, from which a rate counts: a whole minute, in milliseconds since the epoch. */
  readonly since: number;
}

/** The rules of one Region. */
interface RulesOfRegion {
  readonly region: string;
  readonly rules: readonly ScheduledRule[];
}

const kind = 'events/scheduled-rules';

export interface SchedulesGround {
  readonly url: string;
  readonly account: Pick<Account, 'list'>;
  readonly sessions: Sessions;
  readonly documents: Documents;
}

const openDocuments = (stateFolder: string) => new Documents(stateFolder);

function groundOf(ground: Ground): SchedulesGround {
  return { ...ground, documents: ground.keep(openDocuments) };
}

/** Operations of EventBridge that change which rules have a schedule. */
const changing = /^(PutRule|DeleteRule|EnableRule|DisableRule)$/;

/** After each call of EventBridge that was executed. */
export async function noteScheduledRules(ground: Ground, operation: string, region: string): Promise<void> {
  if (!changing.test(operation)) return;
  await readRules(groundOf(ground), region, Date.now());
  keepSchedules(ground);
}

/** Sends the events of the rules at their minutes from now on, where there are any. */
export function keepSchedules(ground: Ground): void {
  const schedules = groundOf(ground);
  if (hasRules(schedules)) ground.keep(openMinutes).start((minute) => fireRules(schedules, minute));
}

const openMinutes = () => new EachMinute('Scheduled rules');

function rulesIn({ documents, account }: SchedulesGround): readonly RulesOfRegion[] {
  return documents.list(kind, everyRegion(account)) as readonly RulesOfRegion[];
}

function hasRules(ground: SchedulesGround): boolean {
  return rulesIn(ground).some(({ rules }) => rules.length > 0);
}

function everyRegion(account: SchedulesGround['account']) {
  return { account: placeOfAccount(account).account, region: '*' };
}

interface ListedRule {
  readonly Arn?: string;
  readonly State?: string;
  readonly ScheduleExpression?: string;
}

/** Schedules are those of the default bus alone. @param now milliseconds since the epoch */
async function readRules(ground: SchedulesGround, region: string, now: number): Promise<void> {
  const call = callIn(ground, region);
  const listed: ListedRule[] = [];
  let NextToken: string | undefined;
  do {
    const page = await call('events', 'ListRules', NextToken === undefined ? {} : { NextToken });
    listed.push(...((page['Rules'] ?? []) as readonly ListedRule[]));
    NextToken = page['NextToken'] as string | undefined;
  } while (NextToken !== undefined);
  const known = rulesIn(ground).find((each) => each.region === region)?.rules ?? [];
  const rules = listed.flatMap(({ Arn: arn = '', State, ScheduleExpression: expression = '' }) => {
    if (State !== 'ENABLED' || expression === '') return [];
    const before = known.find((each) => each.arn === arn && each.expression === expression);
    return [before ?? { arn, expression, since: wholeMinute(now) }];
  });
  const value: RulesOfRegion = { region, rules };
  ground.documents.put(kind, everyRegion(ground.account), { name: region, value });
}

function callIn({ url, sessions, account }: SchedulesGround, region: string): CallAws {
  const credentials = () => sessions.keysOf(localUser(placeOfAccount(account)));
  return callingEndpoint({ url, region, credentials });
}

/** Sends the events that are due. @param minute a whole one, in milliseconds since the epoch */
export async function fireRules(ground: SchedulesGround, minute: number): Promise<void> {
  for (const { region, rules } of rulesIn(ground))
    for (const { arn } of rules.filter((rule) => isRuleDue(rule, minute))) {
      const entry = { Source: 'aws.events', DetailType: 'Scheduled Event', Detail: '{}', Resources: [arn] };
      await callIn(ground, region)('events', 'PutEvents', {
        Entries: [{ ...entry, Time: new Date(minute) }],
      });
    }
}

function isRuleDue({ expression, since }: ScheduledRule, minute: number): boolean {
  const timing = parseSchedule(expression);
  const local = localTime(minute, 'UTC');
  return !isFailed(timing) && local !== undefined && isDue(timing, { minute, since, local });
}
