import { AuditBundle, PublicBundle } from './bundle.ts';

/** Bundles by HTTP, beside protocol.ts: they hold everything that there is, which a tablet need not load to vote. */
export const bundleHttp = {
  /** For scrutineers from the count on; exactly the bytes that the digest covers. */
  'GET /api/sittings/:sittingId/votes/:voteId/audit-bundle': { reply: AuditBundle },
  /** With the result, for everyone who is signed in; for scrutineers from the count on. */
  'GET /api/sittings/:sittingId/votes/:voteId/public-bundle': { reply: PublicBundle },
} as const;
