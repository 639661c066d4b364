import { setTimeout as pause } from 'node:timers/promises';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { AccountId, DeputyId, SittingId, TakeoverId } from '../../shared/ids.ts';
import { PIN_TRIES, pinFault } from '../../shared/pin.ts';
import type { Principal } from '../../shared/protocol.ts';
import type { Deputy } from '../../shared/roll.ts';
import { type Refusal, type RefusalCode, refusal } from '../../shared/sitting/refusals.ts';
import type { IssuedCard } from '../../shared/sitting/state.ts';
import { type CardBook, type CardHolder, personOf, type StoredCard } from './access/contract.ts';
import type { Admission } from './admission.ts';
import type { Pins } from './pins.ts';
import { hashOf, newCardSecret } from './secrets.ts';
import { type Takeover, Takeovers } from './takeovers.ts';

/** Sign-ins with one card; a tablet that repeats a lost answer asks a few times. */
const PACE = { points: 60, duration: 60 } as const;
/** Sign-ins with one card that wait for each other. */
const MAX_WAITING = 32;
/** No refusal of a sign-in leaves earlier: its time tells nothing about card or PIN, and guessing is slow. */
const REFUSAL_MS = 250;

interface Parts {
  book: CardBook;
  admission: Admission;
  pins: Pins;
  now: () => number;
  /** Null for who is not on the roll (any more): such a card opens nothing. */
  deputyOf: (holder: CardHolder) => Deputy | null;
  /** The latest card that the log knows of; null where it knows none. */
  issued: (holder: CardHolder) => Pick<IssuedCard, 'version' | 'askedBy'> | null;
}

export interface PrintedCard {
  deputyId: DeputyId;
  card: string;
  /** Null where somebody else reads it. */
  pin: string | null;
}
/** The first PIN of a card that two people make, until the one who asked for the card has read it. */
interface KeptPin {
  holder: CardHolder;
  accountId: AccountId;
  pin: string;
}
export interface CardTry {
  card: string;
  device: string;
  pin: string;
  newPin?: string | undefined;
}
export type Refused = { refused: Refusal };
export type CardEntered = { kind: 'in'; token: string; principal: Principal };
export type CardAnswer =
  | CardEntered
  | { kind: 'choose' }
  | { kind: 'waiting'; ticket: string; expiresAt: number }
  | Refused;

const refuse = (code: RefusalCode, field?: string): Refused => ({ refused: refusal(code, field) });

/**
 * Before anybody's session is known: a crash, or a restored backup, may have come between the log and the cards. A card that the
 * log does not call its deputy's latest opens nothing, and its sessions end.
 */
export async function dropReplacedCards(book: CardBook, issued: Parts['issued']): Promise<void> {
  const stored = await book.cardVersions();
  await book.dropCards(stored.filter((card) => issued(card)?.version !== card.version));
}

/** How deputies come in: each by a printed card, a PIN of their own, and the one tablet that the card is bound to. */
export class Cards {
  readonly #parts: Parts;
  readonly #takeovers: Takeovers;
  readonly #locked = new Map<string, CardHolder>();
  /** In memory alone. */
  readonly #keptPins = new Map<string, KeptPin>();
  readonly #pace = new RateLimiterMemory(PACE);
  readonly #turns = new Map<string, { waiting: number; last: Promise<unknown> }>();
  /** Told when something changed that the desk of this sitting, or this deputy's tablet, is shown. */
  onChange: (holder: CardHolder) => void = () => {};

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#takeovers = new Takeovers(parts.now, (holder) => this.onChange(holder));
  }

  static async open(parts: Parts): Promise<Cards> {
    const cards = new Cards(parts);
    for (const holder of await parts.book.lockedCards()) cards.#locked.set(personOf(holder), holder);
    return cards;
  }

  /**
   * Makes the cards that the log has issued at this version, in place of earlier ones, which are worth nothing from then on: their
   * sessions end. Without PINs for the chair: whoever asked for the card takes its PIN by `takePin`.
   */
  async issue(
    sittingId: SittingId,
    deputyIds: readonly DeputyId[],
    { version, withPins }: { version: number; withPins: boolean },
  ): Promise<PrintedCard[]> {
    const { book, pins, admission, issued } = this.#parts;
    const made = deputyIds.map((deputyId) => ({ deputyId, card: newCardSecret(), pin: pins.random() }));
    const ended = await book.putCards(
      made.map(({ deputyId, card, pin }) => ({
        sittingId,
        deputyId,
        secretHash: hashOf(card),
        version,
        printed: pins.printed(card, pin),
      })),
    );
    admission.ended(ended);
    return made.map(({ deputyId, card, pin }) => {
      const holder = { sittingId, deputyId };
      this.#takeovers.drop(holder);
      this.#unlocked(holder);
      this.#forgetPin(holder);
      if (withPins) return { deputyId, card, pin };
      const latest = issued(holder);
      if (latest?.askedBy && latest.version === version) {
        this.#keptPins.set(personOf(holder), { holder, accountId: latest.askedBy, pin });
        this.onChange(holder);
      }
      return { deputyId, card, pin: null };
    });
  }

  /** The first PIN of a card for whoever asked for the card, who gets it once. A restart forgets it. */
  takePin(holder: CardHolder, by: AccountId): { pin: string } | Refused {
    const kept = this.#keptPins.get(personOf(holder));
    if (kept?.accountId !== by) return refuse('card-pin-gone', 'deputyId');
    this.#forgetPin(holder);
    return { pin: kept.pin };
  }

  /** What is in memory of a sitting whose personal data goes. */
  forgetSitting(sittingId: SittingId): void {
    for (const { holder } of this.#keptPins.values())
      if (holder.sittingId === sittingId) this.#forgetPin(holder);
  }

  #forgetPin(holder: CardHolder): void {
    if (this.#keptPins.delete(personOf(holder))) this.onChange(holder);
  }

  /** Whose card it is and how it stands towards this device. */
  async look(
    card: string,
    device: string,
  ): Promise<
    { holder: CardHolder; deputy: Deputy; stage: 'new' | 'here' | 'elsewhere' | 'locked' } | Refused
  > {
    const holder = await this.#parts.book.card(hashOf(card));
    const deputy = holder && this.#parts.deputyOf(holder);
    if (!holder || !deputy) return refuse('card-unknown', 'card');
    const bound = holder.deviceHash === hashOf(device) ? 'here' : 'elsewhere';
    const stage = holder.wrong >= PIN_TRIES ? 'locked' : holder.pin === null ? 'new' : bound;
    return { holder, deputy, stage };
  }

  async signIn(tried: CardTry): Promise<CardAnswer> {
    const earliest = pause(REFUSAL_MS);
    const answer = await this.#tryIn(tried);
    if ('refused' in answer) await earliest;
    return answer;
  }

  async #tryIn(tried: CardTry): Promise<CardAnswer> {
    const secretHash = hashOf(tried.card);
    const stored = await this.#parts.book.card(secretHash);
    if (!stored || !this.#parts.deputyOf(stored)) return refuse('card-unknown', 'card');
    const inPace = await this.#pace.consume(secretHash).then(
      () => true,
      () => false,
    );
    if (!inPace) return refuse('busy');
    const fault =
      tried.newPin !== undefined && pinFault(tried.newPin, stored.pin === null ? tried.pin : undefined);
    if (fault) return refuse(fault, 'newPin');
    return this.#inTurn(secretHash, () => this.#try(secretHash, tried));
  }

  /** One after the other for each card: what was found out about it still holds when it is acted upon. */
  async #inTurn(secretHash: string, work: () => Promise<CardAnswer>): Promise<CardAnswer> {
    const turn = this.#turns.get(secretHash) ?? { waiting: 0, last: Promise.resolve() };
    if (turn.waiting >= MAX_WAITING) return refuse('busy');
    this.#turns.set(secretHash, turn);
    turn.waiting++;
    const result = turn.last.then(work);
    turn.last = result.catch(() => {});
    try {
      return await result;
    } finally {
      if (--turn.waiting === 0) this.#turns.delete(secretHash);
    }
  }

  async #try(secretHash: string, { card, device, pin, newPin }: CardTry): Promise<CardAnswer> {
    const { book, pins } = this.#parts;
    const tried = await book.countTry(secretHash);
    if (tried.kind === 'unknown') return refuse('card-unknown', 'card');
    if (tried.kind === 'locked') return refuse('card-locked', 'card');
    const { card: stored, triesLeft } = tried;
    // Whoever repeats a first sign-in whose answer was lost has the new PIN already.
    const right =
      stored.pin === null
        ? pins.isPrinted(stored.printed, card, pin)
        : await pins.isOwn(stored.pin, card, newPin ?? pin);
    if (!right) return this.#wrong(stored, triesLeft);
    if (stored.pin === null && newPin === undefined) {
      await book.forgetTries(secretHash);
      return { kind: 'choose' };
    }
    const chosen = stored.pin === null ? await pins.own(card, newPin!) : null;
    const entered = await this.#enter(stored, hashOf(device), chosen);
    if (entered !== 'elsewhere') return entered;
    const asked = this.#takeovers.ask(stored, hashOf(device));
    return asked ? { kind: 'waiting', ...asked } : refuse('takeover-waiting', 'card');
  }

  #wrong(stored: StoredCard, triesLeft: number): Refused {
    if (triesLeft > 0) return { refused: { ...refusal('pin-wrong', 'pin'), triesLeft } };
    const { sittingId, deputyId } = stored;
    this.#locked.set(personOf(stored), { sittingId, deputyId });
    this.onChange(stored);
    return refuse('card-locked', 'card');
  }

  async #enter(
    { sittingId, deputyId, secretHash }: CardHolder & { secretHash: string },
    deviceHash: string,
    pin: string | null,
  ): Promise<CardEntered | Refused | 'elsewhere'> {
    const { book, admission } = this.#parts;
    const principal = { role: 'deputy', sittingId, deputyId } as const;
    const { token, session } = admission.deputySession(principal);
    const signedIn = await book.enterByCard(secretHash, { deviceHash, pin, session });
    if (signedIn.kind === 'unknown') return refuse('card-unknown', 'card');
    if (signedIn.kind === 'elsewhere') return 'elsewhere';
    const { cardVersion, ended } = signedIn;
    admission.opened({ ...session, cardVersion }, ended);
    if (pin !== null) this.#forgetPin({ sittingId, deputyId });
    return { kind: 'in', token, principal };
  }

  /** A tablet that waits asks whether it may take over; it is signed in once that was agreed to. */
  async continueTakeover(
    ticket: string,
    device: string,
  ): Promise<CardEntered | { kind: 'waiting'; expiresAt: number } | Refused> {
    const takeover = this.#takeovers.withTicket(ticket, hashOf(device));
    if (!takeover) return refuse('takeover-over', 'ticket');
    if (takeover.state === 'waiting') return { kind: 'waiting', expiresAt: takeover.expiresAt };
    if (takeover.state === 'refused') return refuse('takeover-refused', 'ticket');
    const entered = await this.#enter(takeover, takeover.deviceHash, null);
    return entered === 'elsewhere' ? refuse('takeover-over', 'ticket') : entered;
  }

  takeover(takeoverId: TakeoverId): Takeover | null {
    return this.#takeovers.waiting(takeoverId);
  }

  /** The deputy's own tablet, or staff, decide. The old tablet's session ends with its agreement. */
  async answerTakeover(takeoverId: TakeoverId, agree: boolean): Promise<Record<string, never> | Refused> {
    const takeover = this.#takeovers.waiting(takeoverId);
    if (!takeover) return refuse('takeover-over', 'takeoverId');
    if (!agree) {
      this.#takeovers.settle(takeover, 'refused');
      return {};
    }
    const ended = await this.#parts.book.moveCard(takeover.secretHash, takeover.deviceHash);
    if (!ended) return refuse('takeover-over', 'takeoverId');
    this.#takeovers.settle(takeover, 'agreed');
    this.#parts.admission.ended(ended);
    return {};
  }

  async unlock(holder: CardHolder): Promise<void> {
    await this.#parts.book.unlockCard(holder);
    this.#unlocked(holder);
  }

  #unlocked(holder: CardHolder): void {
    if (this.#locked.delete(personOf(holder))) this.onChange(holder);
  }

  /** What the desk of a sitting is shown. */
  desk(sittingId: SittingId): {
    locked: DeputyId[];
    takeovers: Pick<Takeover, 'takeoverId' | 'deputyId' | 'expiresAt'>[];
    /** Whose first PIN which account may read, once. */
    pins: { deputyId: DeputyId; accountId: AccountId }[];
  } {
    return {
      locked: [...this.#locked.values()]
        .filter((holder) => holder.sittingId === sittingId)
        .map(({ deputyId }) => deputyId),
      takeovers: this.#takeovers
        .in(sittingId)
        .map(({ takeoverId, deputyId, expiresAt }) => ({ takeoverId, deputyId, expiresAt })),
      pins: [...this.#keptPins.values()]
        .filter(({ holder }) => holder.sittingId === sittingId)
        .map(({ holder, accountId }) => ({ deputyId: holder.deputyId, accountId })),
    };
  }

  /** What a deputy's own tablet is shown. */
  askedOf(holder: CardHolder): { takeoverId: TakeoverId; expiresAt: number } | null {
    const waiting = this.#takeovers.waitingFor(personOf(holder));
    return waiting && { takeoverId: waiting.takeoverId, expiresAt: waiting.expiresAt };
  }
}
