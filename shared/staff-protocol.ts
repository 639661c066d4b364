import { z } from 'zod';
import {
  AccountView,
  ChainedAct,
  InvitationCode,
  LoginName,
  Password,
  PersonName,
  TotpCode,
} from './accounts.ts';
import { Archive } from './archive.ts';
import { AccountId, Digest } from './ids.ts';
import { Link, Principal, Secret } from './protocol.ts';
import { AccountRole } from './roles.ts';
import { line } from './text.ts';

const signedIn = z.strictObject({ principal: Principal });
const nothing = z.strictObject({});
const ofAccount = z.strictObject({ accountId: AccountId });
const Proposed = z.union([
  z.strictObject({ accountId: AccountId, code: InvitationCode }),
  Link.extend({ accountId: AccountId }),
]);
const ActLog = z.strictObject({
  acts: z.array(ChainedAct),
  head: Digest,
  /** The first line that was changed behind the server's back. */
  brokenAt: z.int().nullable(),
});

/** A hall screen that is let in. */
export const HallScreen = z.strictObject({
  screenId: AccountId,
  label: z.string(),
  /** When it came in by its link, milliseconds since 1970. */
  since: z.int(),
  /** A page of it is connected just now. */
  connected: z.boolean(),
});
export type HallScreen = z.output<typeof HallScreen>;

/** What accounts and their owners ask by HTTP. Apart from protocol.ts, so that no tablet has to load it. */
export const staffHttp = {
  'POST /api/setup': {
    body: z.strictObject({
      setupCode: z.string().min(1).max(100),
      loginName: LoginName,
      name: PersonName,
      password: Password,
    }),
    reply: signedIn,
  },
  'POST /api/staff/sign-in': {
    body: z.strictObject({ loginName: LoginName, password: Password, code: TotpCode.optional() }),
    reply: signedIn,
  },
  /** For whom an invitation is; its code, where it needs one, was told to its owner by somebody else. */
  'POST /api/staff/invitation': {
    body: z.strictObject({ link: Secret }),
    reply: z.strictObject({
      loginName: z.string(),
      name: z.string(),
      role: AccountRole,
      needsCode: z.boolean(),
      /** The name of the administrator who asked for it, and where there is one knows the code. */
      proposedBy: z.string(),
      /** The account is there already, its password is chosen anew. */
      anew: z.boolean(),
    }),
  },
  'POST /api/staff/accept': {
    body: z.strictObject({ link: Secret, code: InvitationCode.optional(), password: Password }),
    reply: signedIn,
  },
  'POST /api/staff/sign-out-everywhere': { body: nothing, reply: nothing },
  'POST /api/staff/password': {
    body: z.strictObject({ old: Password, next: Password }),
    reply: nothing,
  },
  'POST /api/staff/totp/begin': {
    body: nothing,
    /** The address for an authenticator's camera, and the same secret in base32 to be typed. */
    reply: z.strictObject({ secret: z.string(), uri: z.string() }),
  },
  'POST /api/staff/totp/confirm': { body: z.strictObject({ code: TotpCode }), reply: nothing },
  'POST /api/staff/totp/remove': { body: z.strictObject({ password: Password }), reply: nothing },
  'GET /api/staff/me': { reply: z.strictObject({ account: AccountView }) },
  /** A role that two people grant is answered with the proposer's code, another one with its link. */
  'POST /api/accounts': {
    body: z.strictObject({ loginName: LoginName, name: PersonName, role: AccountRole }),
    reply: Proposed,
  },
  'POST /api/accounts/reset': { body: ofAccount, reply: Proposed },
  'POST /api/accounts/approve': { body: ofAccount, reply: Link },
  'POST /api/accounts/withdraw': {
    body: ofAccount,
    reply: nothing,
  },
  /** Signs its owner out on every device; the password stays. */
  'POST /api/accounts/end-sessions': { body: ofAccount, reply: nothing },
  'POST /api/accounts/close': { body: ofAccount, reply: nothing },
  'POST /api/accounts/lift-pause': {
    body: ofAccount,
    reply: nothing,
  },
  'GET /api/accounts': {
    reply: z.strictObject({
      accounts: z.array(AccountView),
      /** Setup codes that wait to be used: administrators are still missing. */
      setupCodesOpen: z.int(),
    }),
  },
  /** The log of staff acts, from the first. */
  'GET /api/acts': {
    reply: ActLog,
  },
  /** The same, put down as taken out. */
  'POST /api/acts/export': {
    body: nothing,
    reply: ActLog,
  },
  /** What is kept of a sitting whose personal data is gone. */
  'GET /api/sittings/:sittingId/archive': { reply: Archive },
  /** Removes a closed sitting's personal data before its time. Its title is typed, so that it is this one that is meant. */
  'POST /api/sittings/:sittingId/forget': {
    body: z.strictObject({ title: z.string().max(400) }),
    reply: nothing,
  },
  'POST /api/hall-screens': {
    body: z.strictObject({ label: line(60) }),
    reply: Link,
  },
  'GET /api/hall-screens': { reply: z.strictObject({ screens: z.array(HallScreen) }) },
  /** Signs a hall screen out at once; it comes back by a new link alone. */
  'POST /api/hall-screens/end': { body: z.strictObject({ screenId: AccountId }), reply: nothing },
} as const;
