// The concurrency groups of a repository: what the workflows that one process drives know of each other's claims.
import { isDeepStrictEqual } from 'node:util';
import { noClaims, type ConcurrencyFacts } from '../../engine/concurrency.ts';

/** One workflow that is driven. */
export interface ConcurrencyMember {
  /** Its own claims, whenever they may have changed: the other members decide again when they have. */
  readonly publish: (facts: ConcurrencyFacts) => void;
  /** The claims of all other members. */
  readonly others: () => ConcurrencyFacts;
}

/**
 * Claims are facts of each workflow's journal, so a killed process loses none. What a member has published stays when it is
 * closed: nothing begins because its owner ends.
 */
export class ConcurrencyGroups {
  readonly #facts = new Map<object, ConcurrencyFacts>();
  readonly #wake = new Map<object, () => void>();
  #held = 0;

  /** @param wake to decide again, in a later turn of the event loop */
  join(wake: () => void): ConcurrencyMember {
    const member = {};
    this.#wake.set(member, wake);
    return {
      publish: (facts) => {
        if (isDeepStrictEqual(this.#facts.get(member) ?? noClaims, facts)) return;
        this.#facts.set(member, facts);
        this.#wakeAll(member);
      },
      others: () => this.#others(member),
    };
  }

  /** Nothing begins and nothing is cancelled until all members have joined: those that are open first do not go first. */
  hold(): Disposable {
    this.#held += 1;
    return {
      [Symbol.dispose]: () => {
        this.#held -= 1;
        if (this.#held === 0) this.#wakeAll(undefined);
      },
    };
  }

  #others(member: object): ConcurrencyFacts {
    const others = [...this.#facts].flatMap(([each, facts]) => (each === member ? [] : [facts]));
    return {
      claims: others.flatMap(({ claims }) => claims),
      coming: [
        ...(this.#held > 0 ? [[-Infinity, 0, 0, ''] as const] : []),
        ...others.flatMap(({ coming }) => coming),
      ],
    };
  }

  #wakeAll(member: object | undefined): void {
    for (const [each, wake] of this.#wake) if (each !== member) wake();
  }
}
