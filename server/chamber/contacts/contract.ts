import type { DeputyId, SittingId } from '../../../shared/ids.ts';
import type { PhoneNote } from '../../../shared/roll-plan.ts';
import type { Store } from '../../commit/queue.ts';

/**
 * Telephone numbers of the people on a roll, and nothing else: what a sitting's log and bundles must never hold, and what
 * is deleted while results are kept. Every promise resolves once it is on disk.
 */
export interface Contacts extends Store {
  /** Keeps or, for null, deletes the number of each. */
  put(sittingId: SittingId, notes: readonly PhoneNote[]): Promise<void>;
  phones(sittingId: SittingId): Promise<ReadonlyMap<DeputyId, string>>;
  /** Deletes every number of the sitting. */
  forget(sittingId: SittingId): Promise<void>;
}
