import type { Exchange } from '../../server/gallery/exchange/contract.ts';
import { crowdContract } from './crowd-contract.ts';
import { feedContract } from './feed-contract.ts';
import { intakeContract } from './intake-contract.ts';

/**
 * One exchange and what its crowd is kept in: `reopen` closes it and opens the same store again. Who is watching is
 * forgotten after half a second, and questions that were not taken are given again as soon.
 */
export interface OpenExchange {
  exchange: Exchange;
  reopen(): Promise<Exchange>;
}
export type OpensExchange = () => Promise<OpenExchange>;

/** What every exchange must do, whatever it is kept in. `open` opens a fresh one. */
export function exchangeContract(open: OpensExchange): void {
  crowdContract(open);
  intakeContract(open);
  feedContract(open);
}
