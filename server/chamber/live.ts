import { chainStart } from '../../shared/bundle.ts';
import type { CommandId, Digest, SittingId } from '../../shared/ids.ts';
import type { Deputy } from '../../shared/roll.ts';
import type { AnyCommand } from '../../shared/sitting/commands.ts';
import type { LogEntry } from '../../shared/sitting/events.ts';
import { evolve } from '../../shared/sitting/evolve.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import { type Sitting, unborn } from '../../shared/sitting/state.ts';
import { Onlookers } from './onlookers.ts';

export type Outcome = { version: number } | { refused: Refusal };

export interface SittingsOptions {
  turnoutStepMs: number;
  now: () => number;
  /** The folder comes from a backup, which has neither urns nor keys. */
  restored?: boolean;
  /** What may be left of them in the journal is not read. */
  archived?: (sittingId: SittingId) => boolean;
  /** Whether an inquiry of the sitting is planned or live. */
  inquiryUnfinished?: (sittingId: SittingId) => boolean;
}

/** One sitting in memory: what the journal says, and the turn that commands take. */
export interface Live {
  sitting: Sitting;
  chainHead: Digest;
  /** Command → the version it led to. */
  done: Map<CommandId, number>;
  /** Votes whose keys are being made. */
  preparing: Map<CommandId, Promise<Outcome>>;
  lastAt: number;
  turn: Promise<unknown>;
  advancing: Promise<void> | null;
  onlookers: Onlookers;
}

export function newLive(sittingId: SittingId): Live {
  const sitting = unborn(sittingId);
  return {
    sitting,
    chainHead: chainStart(sittingId),
    done: new Map(),
    preparing: new Map(),
    lastAt: 0,
    turn: Promise.resolve(),
    advancing: null,
    onlookers: new Onlookers(sitting),
  };
}

export function applyTo(live: Live, entry: LogEntry, link: Digest, commandId: CommandId): void {
  evolve(live.sitting, entry);
  live.chainHead = link;
  live.lastAt = Math.max(live.lastAt, entry.at);
  live.done.set(commandId, entry.version);
}

export interface RollNow {
  roll: Deputy[];
  /** Taken off it; they can come back. */
  removed: Deputy[];
  rollVersion: number;
}

export function rollNow({ sitting }: Live): RollNow {
  return {
    roll: [...sitting.roll.values()].map(({ deputy }) => deputy),
    removed: [...sitting.removed.values()],
    rollVersion: sitting.rollVersion,
  };
}

/** Work on one sitting, or on one inquiry, is done one after the other. */
export function inTurn<T>(live: { turn: Promise<unknown> }, work: () => Promise<T>): Promise<T> {
  const result = live.turn.then(work);
  live.turn = result.catch(() => {});
  return result;
}

/** What ends a vote may use up the reserve. */
export const endsVote: ReadonlySet<AnyCommand['type']> = new Set([
  'CloseVote',
  'AbortVote',
  'RecordBallotsSealed',
]);
/**
 * What these bring about lies outside the log and is not kept to be given again: under an old id they would be done once
 * more, by a rule that may hold no longer.
 */
export const oncePerId: ReadonlySet<AnyCommand['type']> = new Set([
  'IssueCards',
  'UnlockCard',
  'ApproveTakeover',
]);
