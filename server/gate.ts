import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Refusal, refusal } from '../shared/sitting/refusals.ts';
import type { Admission, Session } from './chamber/admission.ts';

/** Requests of one session in so many seconds. A deputy's tablet asks a handful of times in a vote. */
const PACE = { deputy: 150, staff: 3000, seconds: 5 } as const;

/** Stands before every request by socket: the session still holds, and nobody keeps the hall waiting by asking. */
export class Gate {
  readonly #admission: Admission;
  readonly #deputies = new RateLimiterMemory({ points: PACE.deputy, duration: PACE.seconds });
  readonly #staff = new RateLimiterMemory({ points: PACE.staff, duration: PACE.seconds });

  constructor(admission: Admission) {
    this.#admission = admission;
  }

  async refuses({ id, principal }: Session): Promise<Refusal | null> {
    if (!this.#admission.holds(id)) return refusal('not-signed-in');
    const pace = principal.role === 'deputy' ? this.#deputies : this.#staff;
    return pace.consume(id).then(
      () => null,
      () => refusal('busy'),
    );
  }
}
