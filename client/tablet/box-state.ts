import type { Receipt } from '../../shared/ballot/credential.ts';
import type { Sheet } from '../../shared/ballot/paper.ts';
import type { Refusal } from '../../shared/sitting/refusals.ts';
import type { Chosen } from '../ballot-paper/marks.ts';
import type { Kept } from './kept.ts';

export type Fault = 'mismatch' | 'unfit';

/**
 * Where a deputy stands with one vote on this tablet. `absent`: not checked in. `elsewhere`: the ballot went to another
 * tablet. `mismatch`: the paper or its key is not the one everybody is shown. `unfit`: this browser cannot make or keep a
 * ballot. `unconfirmed`: sent or about to be, and nobody knows yet whether it arrived. `none`: over without a ballot from here.
 */
export type Phase =
  | 'loading'
  | 'absent'
  | 'elsewhere'
  | 'mismatch'
  | 'unfit'
  | 'marking'
  | 'sending'
  | 'unconfirmed'
  | 'received'
  | 'refused'
  | 'none';

export interface BoxState {
  phase: Phase;
  /** The whole paper: all subjects of an appraisal on one sheet. */
  sheet: Sheet | null;
  chosen: Chosen;
  receipts: readonly Receipt[];
  /** Ballots that this paper is made of. */
  ballots: number;
  refusal: Refusal | null;
}

export function settled({ receipt, refused }: Kept): boolean {
  return receipt !== null || refused !== null;
}

interface Standing {
  kept: readonly Kept[];
  /** The vote is no longer open. */
  over: boolean;
  /** What is kept has been read. */
  read: boolean;
  fault: Fault | null;
  elsewhere: boolean;
  /** An answer is overdue. */
  doubt: boolean;
  present: boolean;
  /** The sheets are there. */
  prepared: boolean;
}

export function phaseOf({ kept, over, read, fault, elsewhere, doubt, present, prepared }: Standing): Phase {
  const ended = (ballot: Kept) => settled(ballot) || (over && !ballot.confirmed);
  const done = kept.some(settled) && kept.every(ended);
  if (done) return kept.every(({ receipt }) => receipt) ? 'received' : 'refused';
  if (!read && !fault) return 'loading';
  const confirmed = kept.some((ballot) => ballot.confirmed || settled(ballot));
  if (over && !confirmed) return 'none';
  // What is confirmed goes on being sent, and a receipt counts, even where the disk has failed.
  if (fault === 'mismatch' || (fault && !confirmed)) return fault;
  if (elsewhere) return 'elsewhere';
  if (confirmed) return doubt ? 'unconfirmed' : 'sending';
  if (!present && !kept.some(({ key }) => key?.credential)) return 'absent';
  return prepared ? 'marking' : 'loading';
}
