import type { TakeoverId } from '../../shared/ids.ts';
import { type CardHolder, personOf, type StoredCard } from './access/contract.ts';
import { hashOf, newSecret } from './secrets.ts';

/** A tablet that waits takes this long at most. */
export const TAKEOVER_MS = 5 * 60_000;
/** And has this long to fetch the session once it was agreed to. */
const FETCH_MS = 60_000;

/** A second tablet, with a deputy's card and right PIN, that asks to take over from the first. */
export interface Takeover extends CardHolder {
  takeoverId: TakeoverId;
  secretHash: string;
  deviceHash: string;
  ticketHash: string;
  expiresAt: number;
  state: 'waiting' | 'agreed' | 'refused';
}

/**
 * Who waits for another tablet: one per deputy, in memory alone, for it is over in minutes. A tablet whose request a restart
 * forgot asks again with its PIN.
 */
export class Takeovers {
  readonly #now: () => number;
  readonly #onChange: (holder: CardHolder) => void;
  readonly #byPerson = new Map<string, Takeover>();

  constructor(now: () => number, onChange: (holder: CardHolder) => void) {
    this.#now = now;
    this.#onChange = onChange;
  }

  /** The ticket with which this device asks on; null while another device waits. A device that asks again gets a new one. */
  ask(card: StoredCard, deviceHash: string): { ticket: string; expiresAt: number } | null {
    const person = personOf(card);
    const before = this.waitingFor(person);
    if (before && before.deviceHash !== deviceHash) return null;
    const ticket = newSecret();
    const { sittingId, deputyId, secretHash } = card;
    const takeover: Takeover = {
      sittingId,
      deputyId,
      secretHash,
      deviceHash,
      takeoverId: before?.takeoverId ?? (newSecret() as TakeoverId),
      ticketHash: hashOf(ticket),
      expiresAt: this.#now() + TAKEOVER_MS,
      state: 'waiting',
    };
    this.#byPerson.set(person, takeover);
    setTimeout(() => this.#forgetWhenOver(takeover), TAKEOVER_MS + FETCH_MS).unref();
    setTimeout(() => this.#onChange(takeover), TAKEOVER_MS).unref();
    this.#onChange(takeover);
    return { ticket, expiresAt: takeover.expiresAt };
  }

  waitingFor(person: string): Takeover | null {
    const takeover = this.#byPerson.get(person);
    return takeover?.state === 'waiting' && takeover.expiresAt > this.#now() ? takeover : null;
  }

  /** Those that wait, of one sitting. */
  in(sittingId: string): Takeover[] {
    return [...this.#byPerson.keys()]
      .flatMap((person) => this.waitingFor(person) ?? [])
      .filter((takeover) => takeover.sittingId === sittingId);
  }

  /** One that waits, by its id. */
  waiting(takeoverId: TakeoverId): Takeover | null {
    const found = [...this.#byPerson.values()].find((takeover) => takeover.takeoverId === takeoverId);
    return found ? this.waitingFor(personOf(found)) : null;
  }

  /** The one that this device holds the ticket of, in whatever state; null when it is over. */
  withTicket(ticket: string, deviceHash: string): Takeover | null {
    const ticketHash = hashOf(ticket);
    const found = [...this.#byPerson.values()].find((takeover) => takeover.ticketHash === ticketHash);
    return found && found.deviceHash === deviceHash && found.expiresAt > this.#now() ? found : null;
  }

  settle(takeover: Takeover, state: Takeover['state']): void {
    takeover.state = state;
    if (state === 'agreed') takeover.expiresAt = Math.max(takeover.expiresAt, this.#now() + FETCH_MS);
    this.#onChange(takeover);
  }

  /** The card is another now: whoever waited with the old one waits for nothing. */
  drop(holder: CardHolder): void {
    if (this.#byPerson.delete(personOf(holder))) this.#onChange(holder);
  }

  #forgetWhenOver(takeover: Takeover): void {
    if (this.#byPerson.get(personOf(takeover)) === takeover) this.#byPerson.delete(personOf(takeover));
  }
}
