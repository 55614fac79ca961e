// The targets of a fleet: who is registered, who gets the next request, how they are drained.
import type { TargetGroup } from '../../model/fleet.ts';
import { checkHealth } from './health-check.ts';
import type { TrafficSplit } from './protocol.ts';
import { HostCounts } from './host-counts.ts';
import { Series } from './series.ts';
import { Target } from './target.ts';
import type { BalancerHost } from './protocol.ts';

/** What a listener needs to send a request on its way. */
export interface Route {
  /** The target for the next request, of those not yet tried for it. */
  readonly choose: (tried: ReadonlySet<Target>) => Target | undefined;
  readonly series: Series;
}

export class Targets implements Route {
  readonly #targets = new Map<string, Target>();
  readonly #checks = new Map<string, AbortController>();
  readonly #addresses = new Map<string, string>();
  readonly #onRegistration: (instanceIds: readonly string[]) => void;
  #group: TargetGroup | undefined;
  readonly series = new Series(Date.now);
  readonly hosts = new HostCounts(Date.now);
  #turn = 0;
  #split: TrafficSplit | undefined;

  /** `onRegistration` is called with all registered targets before a change of them takes effect. */
  constructor(onRegistration: (instanceIds: readonly string[]) => void) {
    this.#onRegistration = onRegistration;
  }

  /** Applies hosts and group. A host that is gone or moved is cut; a changed health check begins anew. */
  configure(
    group: TargetGroup | undefined,
    hosts: readonly BalancerHost[],
    registered: readonly string[],
  ): void {
    const isSameGroup = JSON.stringify(group) === JSON.stringify(this.#group);
    const wanted = new Set(registered);
    this.#group = group;
    for (const target of this.#targets.values()) {
      const host = hosts.find(({ instanceId }) => instanceId === target.instanceId);
      if (host === undefined || JSON.stringify(host.address) !== this.#addresses.get(host.instanceId))
        this.#remove(target);
    }
    for (const host of hosts) {
      const known = this.#targets.get(host.instanceId);
      const target = known ?? this.#add(host);
      if (group === undefined) this.#retire(target);
      else if (wanted.has(host.instanceId) && (known === undefined || !isSameGroup))
        this.#startChecks(target, group);
    }
  }

  split(split: TrafficSplit | undefined): void {
    this.#split = split;
  }

  /** Of a test listener: its requests go to one side of a split, and are not measured with those of people. */
  readonly testRoute: Route = {
    choose: (tried) => this.#choose(tried, this.#split?.testPercent ?? 0),
    series: new Series(Date.now),
  };

  all(): readonly Target[] {
    return [...this.#targets.values()];
  }

  find(instanceId: string): Target {
    const target = this.#targets.get(instanceId);
    if (target === undefined) throw new Error(`${instanceId} is not an instance of this fleet`);
    return target;
  }

  /**
   * The target for the next request: a healthy one with the fewest requests under way, in turn among equals. When none
   * is healthy, any registered one: a load balancer fails open (Elastic Load Balancing, Target group health).
   */
  choose(tried: ReadonlySet<Target>): Target | undefined {
    return this.#choose(tried, this.#split?.percent ?? 0);
  }

  #choose(tried: ReadonlySet<Target>, percent: number): Target | undefined {
    const open = this.#entitled(
      this.all().filter(({ health }) => health !== 'unused' && health !== 'draining'),
      percent,
    );
    const healthy = open.filter(({ health }) => health === 'healthy');
    const candidates = this.#shareOf(
      (healthy.length > 0 ? healthy : open).filter((target) => !tried.has(target)),
      percent,
    );
    const fewest = Math.min(...candidates.map(({ requestsUnderWay }) => requestsUnderWay));
    const equals = candidates.filter(({ requestsUnderWay }) => requestsUnderWay === fewest);
    this.#turn += 1;
    return equals[this.#turn % equals.length];
  }

  /** Without those on a side of the split that has no share: they get no request, whatever becomes of the others. */
  #entitled(open: readonly Target[], percent: number): readonly Target[] {
    if (this.#split === undefined || (percent > 0 && percent < 100)) return open;
    const { instanceIds } = this.#split;
    return open.filter(({ instanceId }) => instanceIds.includes(instanceId) === percent > 0);
  }

  /** Of a split, one side by its share; all of them where one side has no target that could answer. */
  #shareOf(candidates: readonly Target[], percent: number): readonly Target[] {
    if (this.#split === undefined) return candidates;
    const { instanceIds } = this.#split;
    const isNew = ({ instanceId }: Target): boolean => instanceIds.includes(instanceId);
    const side = candidates.filter(isNew);
    const others = candidates.filter((target) => !isNew(target));
    if (side.length === 0 || others.length === 0) return candidates;
    return Math.random() * 100 < percent ? side : others;
  }

  /** Resolves when the target is healthy. It stays registered when the caller stops waiting. */
  async register(instanceId: string, signal: AbortSignal): Promise<void> {
    const target = this.find(instanceId);
    if (this.#group === undefined) throw new Error('this fleet has no target group');
    if (target.health === 'unused' || target.health === 'draining') {
      this.#onRegistration([...this.#registered(), instanceId]);
      this.#startChecks(target, this.#group);
    }
    await target.whenHealth(['healthy'], signal);
  }

  /** Resolves when no request is under way any more, or when the deregistration delay is over. */
  async deregister(instanceId: string, signal: AbortSignal): Promise<void> {
    const target = this.find(instanceId);
    if (target.health === 'unused') return;
    if (target.health !== 'draining') {
      this.#onRegistration(this.#registered().filter((each) => each !== instanceId));
      this.#checks.get(instanceId)?.abort();
      target.setHealth('draining', 'Target deregistration is in progress');
      // On its own: draining goes on when the caller is gone.
      void this.#drain(target, (this.#group?.deregistrationDelaySeconds ?? 0) * 1000);
    }
    await target.whenHealth(['unused'], signal);
  }

  async #drain(target: Target, delayMs: number): Promise<void> {
    await target.whenIdle(delayMs);
    // It may have been registered again meanwhile.
    if (target.health === 'draining') this.#retire(target);
  }

  #registered(): readonly string[] {
    return this.all()
      .filter(({ health }) => health !== 'unused' && health !== 'draining')
      .map(({ instanceId }) => instanceId);
  }

  #startChecks(target: Target, group: TargetGroup): void {
    this.#checks.get(target.instanceId)?.abort();
    const checks = new AbortController();
    this.#checks.set(target.instanceId, checks);
    target.setHealth('initial', 'Target registration is in progress');
    void checkHealth(target, group, checks.signal);
  }

  /** A target that is not yet healthy is neither, as on AWS. */
  #countHosts(): void {
    const having = (health: Target['health']) => this.all().filter((each) => each.health === health).length;
    this.hosts.note({ healthy: having('healthy'), unhealthy: having('unhealthy') });
  }

  #add(host: BalancerHost): Target {
    const target = new Target(
      host,
      () => this.#group?.port ?? 0,
      () => this.#countHosts(),
    );
    this.#targets.set(host.instanceId, target);
    this.#addresses.set(host.instanceId, JSON.stringify(host.address));
    return target;
  }

  #remove(target: Target): void {
    this.#retire(target);
    this.#targets.delete(target.instanceId);
  }

  #retire(target: Target): void {
    this.#checks.get(target.instanceId)?.abort();
    target.setHealth('unused');
    target.cut();
  }
}
