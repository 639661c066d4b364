import type { Receipt } from '../../shared/ballot/credential.ts';
import { encodeMarks, type Paper, type Sheet } from '../../shared/ballot/paper.ts';
import type { BallotId, SittingId } from '../../shared/ids.ts';
import type { Answer } from '../../shared/protocol.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { Self, VoteView } from '../../shared/views.ts';
import type { Chosen } from '../ballot-paper/marks.ts';
import type { Connection } from '../connection.ts';
import { NoAnswer, pause, untilAnswered } from '../trying.ts';
import { type BallotStore, nothing } from './ballot-store.ts';
import { type Blinder, NoWorker } from './blinder.ts';
import { type BoxState, type Fault, phaseOf, settled } from './box-state.ts';
import { makeKey, postCast, signBallot, unblind } from './cast.ts';
import type { Kept, Place } from './kept.ts';
import { genuineSheets, WrongSheet } from './sheets.ts';

export interface BoxParts {
  connection: Connection;
  store: BallotStore;
  blinder: Blinder;
  sittingId: SittingId;
  onChange: () => void;
}

/** Longer than this without an answer, and the deputy is told. */
const DOUBT_MS = 4000;
const ASK_AGAIN_MS = 5000;
const LOCK_MS = 10_000;
const RETRY_MS = 2000;

/**
 * One deputy's part in one vote: key, credential, draft, cast and receipt of each ballot, as the simulated tablets have it.
 * Whatever ends it, a reload goes on from what is kept. Knows nothing of screens.
 */
export class BallotBox {
  readonly #parts: BoxParts;
  readonly #stop = new AbortController();
  #nudge = new AbortController();
  #vote: VoteView;
  #self: Self;
  #kept: Kept[] = [];
  /** The last tap, until the disk has it: what is read before that is older. */
  #draft: Chosen | null = null;
  #prepared: readonly PreparedBallot[] | null = null;
  #sheet: Sheet | null = null;
  #read = false;
  #doubt = false;
  #fault: Fault | null = null;
  readonly #elsewhere = new Set<BallotId>();
  #waiting: (() => void)[] = [];
  #state!: BoxState;

  constructor(parts: BoxParts, vote: VoteView, self: Self) {
    this.#parts = parts;
    this.#vote = vote;
    this.#self = self;
    this.#emit();
    void this.#guarded(() => this.#run());
  }

  get state(): BoxState {
    return this.#state;
  }

  follow(vote: VoteView, self: Self): void {
    const wasOn = !this.#over;
    this.#vote = vote;
    this.#self = self;
    this.#emit();
    if (wasOn && this.#over) void this.#guarded(() => this.#dropDraft());
  }

  /** The line is back: what waits for its next attempt need not wait. */
  hurry(): void {
    this.#nudge.abort();
    this.#nudge = new AbortController();
  }

  /** Another tab has changed something. */
  reread(): void {
    void this.#guarded(async () => this.#take(await this.#parts.store.ofVote(this.#vote.voteId)));
  }

  close(): void {
    this.#stop.abort();
    this.hurry();
    this.#emit();
  }

  /** Keeps the draft, at every tap. */
  mark(chosen: Chosen): void {
    if (this.#state.phase !== 'marking') return;
    this.#draft = chosen;
    this.#take(this.#kept);
    void this.#guarded(async () => {
      const marked = await this.#parts.store.change(this.#places, (kept) => this.#marked(kept, chosen));
      if (this.#draft === chosen) this.#draft = null;
      this.#take(marked.flatMap((kept) => kept ?? []));
    });
  }

  /** "This is my ballot": from here on it is sent until there is an answer, and its marks stand. */
  async confirm(): Promise<void> {
    const { phase, chosen } = this.#state;
    if (phase !== 'marking') return;
    await this.#guarded(() =>
      this.#change(this.#places, (kept) =>
        kept.confirmed || settled(kept) ? kept : { ...this.#marked(kept, chosen), confirmed: true },
      ),
    );
  }

  get #over(): boolean {
    return this.#vote.stage !== 'prepared' && this.#vote.stage !== 'open';
  }

  get #places(): Place[] {
    const { voteId } = this.#vote;
    return (this.#prepared ?? this.#kept).map(({ ballotId }, place) => ({ ballotId, voteId, place }));
  }

  #of(place: Place): Kept {
    const found = this.#kept.find(({ ballotId }) => ballotId === place.ballotId);
    return found ?? nothing(this.#self.deputy.deputyId, place);
  }

  /** A ballot with its part of what is marked on the whole paper; its marks stand once it is confirmed. */
  #marked(kept: Kept, chosen: Chosen): Kept {
    if (kept.confirmed || settled(kept)) return kept;
    const items = this.#prepared?.[kept.place]?.sheet.paper.items ?? [];
    const part = items.flatMap(({ itemId }) => (chosen[itemId] ? [[itemId, chosen[itemId]]] : []));
    return { ...kept, chosen: Object.fromEntries(part) };
  }

  async #run(): Promise<void> {
    const { store, sittingId } = this.#parts;
    this.#take(await store.ofVote(this.#vote.voteId));
    this.#read = true;
    this.#emit();
    if (this.#over) await this.#dropDraft();
    else {
      this.#prepared = await genuineSheets(sittingId, this.#vote, this.#stop.signal);
      this.#sheet = wholeSheet(this.#prepared);
      this.#take(this.#places.map((place) => this.#of(place)));
      await this.#until(() => this.#vote.stage !== 'prepared');
    }
    const tended = this.#places.map((place) =>
      this.#persistently(
        () => this.#tend(place),
        () => !this.#over || this.#of(place).confirmed,
      ),
    );
    await Promise.all(tended);
  }

  /** One ballot, from wherever it stands to its receipt. */
  async #tend(place: Place): Promise<void> {
    const { cast, confirmed } = this.#of(place);
    const prepared = this.#prepared?.[place.place];
    if (!cast) {
      // Reloaded after the close, with a ballot that was never made: it cannot have been counted.
      if (!prepared)
        return confirmed ? this.#settle(place, { refused: { code: 'ballot-closed' } }) : undefined;
      if (!(await this.#locked(place, () => this.#obtain(prepared, place)))) return;
      await this.#until(() => this.#of(place).confirmed || settled(this.#of(place)) || this.#over);
      if (!(await this.#written(place)).confirmed) return;
    }
    await this.#locked(place, () => this.#send(place, prepared));
  }

  /** Asks for the credential until it is there; false where there is nothing to ask for any more. */
  async #obtain(prepared: PreparedBallot, place: Place): Promise<boolean> {
    const { signal } = this.#stop;
    if (!this.#of(place).key) await pause(2000 * Math.random(), signal);
    for (;;) {
      await this.#until(() => this.#self.present || this.#of(place).key !== null || this.#over);
      const kept = await this.#keyed(prepared, place);
      const { key } = kept;
      if (!key || settled(kept)) return false;
      if (this.#over && !(await this.#written(place)).confirmed) return false;
      if (key.credential) return true;
      const { ballotId } = place;
      const question = { ballotId, blindedMessage: key.blindedMessage };
      const answer = await this.#parts.connection.ask('ballot:issue', question, { signal });
      if ('ok' in answer) {
        const { blindSignature } = answer.ok;
        const credential = await this.#working(() =>
          unblind(prepared, key, blindSignature, this.#parts.blinder),
        );
        this.#elsewhere.delete(ballotId);
        await this.#change([place], (now) => (now.key ? { ...now, key: { ...key, credential } } : now));
        return true;
      }
      const { code } = answer.refused;
      if (code === 'ballot-closed' || code === 'ballot-aborted') {
        // Until the view says so too, the deputy may still confirm.
        await this.#until(() => this.#over || this.#of(place).confirmed);
        if ((await this.#written(place)).confirmed) await this.#settle(place, { refused: answer.refused });
        return false;
      }
      if (code === 'credential-already-issued') this.#elsewhere.add(ballotId);
      this.#emit();
      await pause(ASK_AGAIN_MS * (0.8 + 0.4 * Math.random()), signal);
    }
  }

  /** Key and blinding, made once and kept before anything is asked; the same ones however often it is asked. */
  async #keyed(prepared: PreparedBallot, place: Place): Promise<Kept> {
    const known = await this.#written(place);
    if (known.key || settled(known)) return known;
    const key = await this.#working(() => makeKey(prepared, this.#parts.blinder));
    const kept = await this.#change([place], (now) => {
      if (now.key || settled(now)) return now;
      // The draft was dropped while the key was made: nothing of it comes back.
      return this.#over && !now.confirmed ? null : { ...now, key };
    });
    return kept[0]!;
  }

  /** Sends the same bytes until there is a receipt or a definite no. */
  async #send(place: Place, prepared: PreparedBallot | undefined): Promise<void> {
    const kept = await this.#written(place);
    if (settled(kept)) return;
    let body = kept.cast;
    if (!body) {
      if (!prepared || !kept.key) return;
      const marks = encodeMarks(prepared.sheet, kept.chosen);
      const made = await signBallot(place.ballotId, kept.key, marks);
      const [now] = await this.#change([place], (now) =>
        now.cast || settled(now) ? now : { ...now, cast: made },
      );
      body = now!.cast;
    }
    if (!body) return;
    const cast = body;
    const answer = await this.#answered(() => postCast(cast));
    await this.#settle(place, 'ok' in answer ? { receipt: answer.ok } : answer);
  }

  async #answered<T>(attempt: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const onTrouble = () => {
      this.#doubt = true;
      this.#emit();
    };
    for (;;) {
      try {
        return await untilAnswered(attempt, { signal: this.#nudge.signal, onTrouble });
      } catch (error) {
        if (this.#stop.signal.aborted || !(error instanceof NoAnswer)) throw error;
      }
    }
  }

  /** Key, tag, body and marks are erased: from here on nothing on this tablet says how its deputy voted. */
  async #settle(place: Place, word: { receipt: Receipt } | { refused: Refusal }): Promise<void> {
    const done = (kept: Kept) => (settled(kept) ? kept : { ...nothing(kept.deputyId, place), ...word });
    // The word stands even where it cannot be written yet.
    this.#take([done(this.#of(place))]);
    await this.#persistently(() => this.#change([place], done));
  }

  /** A disk that fails may work again: as long as there is something to be done, it is tried. */
  async #persistently(work: () => Promise<unknown>, needed = () => true): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (this.#stop.signal.aborted || error instanceof WrongSheet || !needed()) throw error;
        this.#fault ??= 'unfit';
        this.#emit();
        await pause(RETRY_MS, this.#stop.signal);
      }
    }
  }

  /** Voting has closed over what was not confirmed, or can never be made into a ballot: it is none. */
  async #dropDraft(): Promise<void> {
    this.#draft = null;
    const stays = (kept: Kept) => settled(kept) || (kept.confirmed && (kept.cast !== null || !this.#fault));
    await this.#change(this.#places, (kept) => (stays(kept) ? kept : null));
  }

  /** Two tabs take turns. A tab that the system has put to sleep holds up nobody: whoever goes on finds what is kept. */
  async #locked<T>({ ballotId }: Place, work: () => Promise<T>): Promise<T> {
    let begun = false;
    const begin = () => {
      begun = true;
      return work();
    };
    try {
      return await navigator.locks.request(ballotId, { signal: AbortSignal.timeout(LOCK_MS) }, begin);
    } catch (error) {
      if (begun) throw error;
      return work();
    }
  }

  async #working<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof NoWorker)) throw error;
        await pause(1000, this.#stop.signal);
        if (this.#stop.signal.aborted) throw error;
      }
    }
  }

  /** As it is after every change under way: a confirm that is still being written is one. */
  async #written(place: Place): Promise<Kept> {
    const [kept] = await this.#change([place], (now) => now);
    return kept!;
  }

  async #change(places: readonly Place[], change: (kept: Kept) => Kept | null): Promise<Kept[]> {
    let written = false;
    const changed = await this.#parts.store.change(places, (before) => {
      const after = change(before);
      written ||= after !== before;
      return after;
    });
    if (written && this.#fault === 'unfit') this.#fault = null;
    const kept = changed.map((one, at) => one ?? nothing(this.#self.deputy.deputyId, places[at]!));
    this.#take(kept);
    return kept;
  }

  #take(changed: readonly Kept[]): void {
    // What is settled here may not be on the disk yet; nothing undoes it.
    const stays = (old: Kept) =>
      !changed.some((kept) => kept.ballotId === old.ballotId && (settled(kept) || !settled(old)));
    const others = this.#kept.filter(stays);
    const newer = changed.filter(({ ballotId }) => !others.some((kept) => kept.ballotId === ballotId));
    const draft = this.#draft;
    const read = draft ? newer.map((kept) => this.#marked(kept, draft)) : newer;
    this.#kept = [...others, ...read].sort((a, b) => a.place - b.place);
    this.#emit();
  }

  async #guarded(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#fault = error instanceof WrongSheet ? 'mismatch' : 'unfit';
      this.#emit();
    }
  }

  #until(met: () => boolean): Promise<void> {
    return new Promise((go, stop) => {
      const look = () => {
        if (this.#stop.signal.aborted) stop(new NoAnswer('closed'));
        else if (met()) go();
        else this.#waiting.push(look);
      };
      look();
    });
  }

  #emit(): void {
    const kept = this.#kept;
    const before = this.#state?.phase;
    const phase = phaseOf({
      kept,
      over: this.#over,
      read: this.#read,
      fault: this.#fault,
      elsewhere: this.#elsewhere.size > 0,
      doubt: this.#doubt,
      present: this.#self.present,
      prepared: this.#prepared !== null,
    });
    this.#state = {
      phase,
      sheet: this.#sheet,
      chosen: Object.assign({}, ...kept.map(({ chosen }) => chosen)),
      receipts: kept.flatMap(({ receipt }) => receipt ?? []),
      ballots: kept.length,
      refusal: kept.find(({ refused }) => refused)?.refused ?? null,
    };
    if (phase === 'sending' && before !== 'sending') {
      setTimeout(() => {
        this.#doubt = true;
        this.#emit();
      }, DOUBT_MS);
    }
    for (const look of this.#waiting.splice(0)) look();
    this.#parts.onChange();
  }
}

function wholeSheet(prepared: readonly PreparedBallot[]): Sheet {
  const { sheet } = prepared[0]!;
  const items = prepared.flatMap((ballot) => ballot.sheet.paper.items);
  return { ...sheet, paper: { ...sheet.paper, items } as Paper };
}
