import { createContext, use } from 'react';
import type { z } from 'zod';
import type { inquiryHttp } from '../../../shared/inquiry/protocol.ts';

export type Choices = z.output<(typeof inquiryHttp)['GET /api/sittings/:sittingId/inquiry-choices']['reply']>;

export const ChoicesContext = createContext<Choices>({ accounts: [], papers: [] });

/** Accounts that can answer for a department, and papers that can be voted on the spot; none before they are known. */
export function useChoices(): Choices {
  return use(ChoicesContext);
}
