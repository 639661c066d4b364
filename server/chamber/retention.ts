import type { ActBy } from '../../shared/accounts.ts';
import type { SittingId } from '../../shared/ids.ts';
import { type Refusal, refusal } from '../../shared/sitting/refusals.ts';
import type { Operations } from '../operations.ts';
import type { Archives, Unfinished } from './archive.ts';
import type { Inquiries } from './inquiries/inquiries.ts';
import type { Journal } from './journal/contract.ts';
import type { Sittings } from './sittings.ts';
import type { Urn } from './urn/urn.ts';

const DAY_MS = 86_400_000;
const LOOK_EVERY_MS = 3_600_000;

/** Removes what a part keeps of the people of one sitting, durably. May be repeated, also when nothing is left. */
export type Forget = (sittingId: SittingId) => Promise<void>;

export interface RetentionParts {
  sittings: Sittings;
  archives: Archives;
  inquiries: Pick<Inquiries, 'archivesOf'>;
  journal: Journal;
  urn: Urn;
  /** Every part that keeps personal data of a sitting, but for the journal. */
  forgets: readonly Forget[];
  /** Puts it into the log of staff acts. */
  record: (by: ActBy, sittingId: SittingId) => Promise<void>;
  operations: Operations;
  /** Nothing else may copy or remove files meanwhile: a backup waits. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Keeps personal data of a sitting for so many days after its close, then the results alone. What is to be kept is written first;
 * every later step may be the last before a crash and is repeated at the next start.
 */
export class Retention {
  readonly #parts: RetentionParts;
  readonly #keepMs: number;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;

  constructor(parts: RetentionParts, options: { days: number; now: () => number }) {
    this.#parts = parts;
    this.#keepMs = options.days * DAY_MS;
    this.#now = options.now;
    this.#timer = setInterval(() => void this.eraseDue(), LOOK_EVERY_MS).unref();
  }

  /** Until when a sitting's personal data is kept; null while it is not closed. Milliseconds since 1970. */
  keptUntil(closedAt: number | null): number | null {
    return closedAt === null ? null : closedAt + this.#keepMs;
  }

  /** Finishes what a crash broke off, then does what has become due. A store that cannot is asked again later. */
  async eraseDue(): Promise<void> {
    try {
      for (const unfinished of await this.#parts.archives.unfinished()) {
        await this.#parts.inTurn(() => this.#finish(unfinished));
      }
      for (const { sittingId, closedAt } of this.#parts.sittings.list()) {
        const until = this.keptUntil(closedAt);
        if (until !== null && until <= this.#now()) await this.erase(sittingId);
      }
    } catch (error) {
      this.#parts.operations.storeUnavailable(error as Error);
    }
  }

  /** Archives a closed sitting and removes its personal data. One that is archived already is no refusal. */
  async erase(
    sittingId: SittingId,
    by: ActBy = { who: 'server' },
  ): Promise<{ erased: true } | { refused: Refusal }> {
    const { sittings, archives, inquiries, record, inTurn } = this.#parts;
    return inTurn(async () => {
      if (archives.get(sittingId)) {
        sittings.leave(sittingId);
        return { erased: true };
      }
      const kept = await sittings.archiveOf(sittingId);
      if ('refused' in kept) return kept;
      // Stores are rewritten, which would keep a hall waiting.
      if (sittings.votesOpen()) return { refused: refusal('vote-under-way') };
      await archives.put(kept, await inquiries.archivesOf(sittingId));
      sittings.leave(sittingId);
      await record(by, sittingId);
      await this.#finish({ sittingId, ballotIds: kept.ballotIds });
      return { erased: true };
    });
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** The journal is last: what is left in it is not read any more. */
  async #finish({ sittingId, ballotIds }: Unfinished): Promise<void> {
    const { archives, journal, urn, forgets, operations } = this.#parts;
    for (const forget of forgets) await forget(sittingId);
    for (const ballotId of ballotIds) await urn.forget(ballotId);
    await journal.forget(sittingId, ballotIds);
    await journal.compact();
    await archives.finished(sittingId);
    operations.sittingForgotten(sittingId);
  }
}
