// An account that has resources by their physical ids, and one stack that works on it: every order of what ends, a failure and
// a death of the process at any step.
import { apply } from '../../src/stacks/operation/apply.ts';
import { decide } from '../../src/stacks/operation/decide.ts';
import type { Decision, World } from '../../src/stacks/operation/decision.ts';
import { eventsOf, type StackEvent } from '../../src/stacks/operation/events.ts';
import type { Fact, FactBody } from '../../src/stacks/operation/fact.ts';
import type { OnFailure, OperationKind, Stack, Step } from '../../src/stacks/stack.ts';
import { targetOf } from '../../src/stacks/target.ts';
import { readTemplate } from '../../src/stacks/template/read-template.ts';

export type Properties = Readonly<Record<string, unknown>>;

export class SimulatedStack {
  readonly account: Map<string, Properties>;
  readonly events: StackEvent[] = [];
  stack: Stack;
  #clock = 0;
  #suffix = 0;
  #template = '';
  #known: World | undefined;
  /** Steps `phase/logicalId/action` that the service refuses. */
  failing: ReadonlySet<string> = new Set();
  /** The process dies after that many facts. */
  diesAfter = Infinity;
  /** Which of the running steps ends next. */
  choose: (count: number) => number = () => 0;

  constructor(account = new Map<string, Properties>()) {
    this.account = account;
    this.stack = {
      id: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/app/1',
      name: 'app',
      account: '111122223333',
      region: 'eu-central-1',
      partition: 'aws',
      status: 'REVIEW_IN_PROGRESS',
      createdAt: 0,
      resources: new Map(),
      outputs: [],
      notificationArns: [],
      capabilities: [],
      disableRollback: false,
      terminationProtection: false,
      principal: { arn: '', userId: '', account: '', partition: 'aws' },
    };
  }

  run(kind: OperationKind, template = this.#template, onFailure: OnFailure = 'ROLLBACK'): Stack {
    this.#template = template;
    this.#known = undefined;
    this.#append({
      type: 'OperationBegan',
      id: `operation-${this.#clock}`,
      kind,
      definition: { templateText: template, parameters: [], tags: {} },
      onFailure,
      skip: [],
    });
    const running: Step[] = [];
    for (let turn = 0; turn < 10_000; turn += 1) {
      const decisions = decide(this.stack, this.#world());
      for (const decision of decisions) this.#append(this.#factOf(decision));
      running.splice(
        0,
        Infinity,
        ...[...(this.stack.operation?.steps.values() ?? [])].filter(({ state }) => state === 'running'),
      );
      if (this.stack.operation === undefined || this.stack.operation.ended === true) return this.stack;
      const next = running[this.choose(running.length) % Math.max(1, running.length)];
      if (decisions.length === 0 && next === undefined)
        throw new Error(`${this.stack.status} does not go on`);
      if (next !== undefined) this.#perform(next);
    }
    throw new Error('The operation does not end');
  }

  #world(): World {
    this.#known ??= this.#worldOf();
    return this.#known;
  }

  #worldOf(): World {
    const { template } = readTemplate({ path: 'template', text: this.#template });
    const { id, name, account, region, partition } = this.stack;
    const place = { account, region, partition, stackId: id, stackName: name, notificationArns: [] };
    const target = template === undefined ? undefined : targetOf(template, [], place).target;
    if (target === undefined) throw new Error('The template is wrong');
    return {
      now: 0,
      target,
      surroundings: { exports: new Map(), zones: () => [] },
      rules: {
        replaces: () => false,
        nameOf: () => 'Name',
        isCalledAgain: () => false,
        isAlwaysUpdated: () => false,
      },
      exportFailure: () => undefined,
    };
  }

  #factOf(decision: Decision): FactBody {
    if (decision.type === 'begin') {
      this.#suffix += 1;
      return {
        type: 'StepBegan',
        ...keyOf(decision.step),
        step: { ...decision.step, suffix: String(this.#suffix) },
      };
    }
    if (decision.type === 'pass')
      return {
        type: 'StepPassed',
        ...keyOf(decision.step),
        step: { ...decision.step, suffix: '' },
        as: decision.as,
      };
    if (decision.type === 'refuse')
      return {
        type: 'StepRefused',
        ...keyOf(decision.step),
        step: { ...decision.step, suffix: '' },
        reason: decision.reason,
      };
    if (decision.type === 'fail') return { type: 'OperationFailed', reason: decision.reason };
    const { type, ...rest } = decision;
    return { type: type === 'enter' ? 'PhaseEntered' : 'OperationEnded', ...rest } as FactBody;
  }

  /** A death leaves what the service has done and loses what was not yet written. */
  #perform(step: Step): void {
    const key = keyOf(step);
    const name =
      typeof step.properties['Name'] === 'string'
        ? step.properties['Name']
        : `${step.logicalId}-${step.suffix}`;
    if (this.failing.has(`${step.phase}/${step.logicalId}/${step.action}`))
      return this.#append({ type: 'StepFailed', ...key, reason: 'refused' });
    const id = step.action === 'create' || step.action === 'replace' ? name : (step.physicalId ?? '');
    if (step.action === 'delete') this.account.delete(id);
    else this.account.set(id, step.properties);
    if (this.#clock >= this.diesAfter) {
      this.diesAfter = Infinity;
      return;
    }
    if (step.action === 'create' || step.action === 'replace')
      this.#append({ type: 'StepMade', ...key, physicalId: id });
    this.#append({
      type: 'StepDone',
      ...key,
      physicalId: id,
      attributes: { Value: JSON.stringify(step.properties['Value']) },
    });
  }

  #append(body: FactBody): void {
    this.#clock += 1;
    const fact: Fact = { ...body, at: this.#clock };
    this.stack = apply(this.stack, fact);
    this.events.push(...eventsOf(this.stack, fact));
  }

  /** `A CREATE_COMPLETE reason` of each event, oldest first. */
  get shown(): readonly string[] {
    return this.events.map(({ logicalId, status, reason }) =>
      [logicalId, status, reason ?? ''].join(' ').trimEnd(),
    );
  }
}

function keyOf({ phase, logicalId }: Pick<Step, 'phase' | 'logicalId'>): Pick<Step, 'phase' | 'logicalId'> {
  return { phase, logicalId };
}
