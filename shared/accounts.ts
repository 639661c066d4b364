import { z } from 'zod';
import { AccountId, Digest } from './ids.ts';
import { AccountRole } from './roles.ts';
import { line } from './text.ts';

/** NIST SP 800-63B and ASVS 5.0 6.2.1, 6.2.9: length is what counts; any character may stand in a password. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;
export const CODE_LENGTH = 8;

/**
 * Letters of one script, Latin or Chinese, for many of other scripts look like those; phonetic ones, such as ɑ, are none of
 * either. Written so that `u` and `v` mean the same by it, without the ends.
 */
export const LOGIN_NAME_PATTERN = (() => {
  const sign = '[0-9０-９._\\-]';
  const latin = '(?![ɐ-ʯᴀ-ᶿ])(?=\\p{L})\\p{Script=Latin}';
  const chinese = '(?=\\p{L})\\p{Script=Han}';
  return `(?![._\\-])(?:(?:${latin}|${sign}){2,40}|(?:${chinese}|${sign}){2,40})`;
})();

/** The server compares names after NFKC and without case, so that two that look alike are one. */
export const LoginName = z
  .string()
  .regex(
    new RegExp(`^${LOGIN_NAME_PATTERN}$`, 'u'),
    'must be 2 to 40 letters of one script, Latin or Chinese, digits, dots, dashes or underscores',
  );

/** As it was typed: never trimmed, never cut off. Long ones are refused where a password is chosen. */
export const Password = z
  .string()
  .min(1)
  .max(4 * PASSWORD_LENGTH.max);

export const PersonName = line(60);
/** Six digits of an authenticator (RFC 6238). */
export const TotpCode = z.string().regex(/^\d{6}$/, 'must be 6 digits');
/** Which an administrator passes on by word of mouth. */
export const InvitationCode = z.string().regex(/^\d{8}$/, 'must be 8 digits');

/**
 * `proposed`: waits for a second administrator; `invited`: a link is out; `active`; `closed`: for good. An account that is
 * active may have a `reset` besides, which waits for approval or for its link to be used.
 */
export const AccountStanding = z.enum(['proposed', 'invited', 'active', 'closed']);
export type AccountStanding = z.output<typeof AccountStanding>;

export const AccountView = z.strictObject({
  accountId: AccountId,
  loginName: z.string(),
  name: z.string(),
  role: AccountRole,
  standing: AccountStanding,
  /** Of a proposal or a reset that waits: who asked, and whether a second person has agreed. */
  invitation: z
    .strictObject({
      proposedBy: AccountId,
      approved: z.boolean(),
      /** Milliseconds since 1970; null before a link was made. */
      expiresAt: z.int().nullable(),
    })
    .nullable(),
  totp: z.boolean(),
  /** No sign-in before this moment, after too many wrong passwords; null when there is none. */
  pausedUntil: z.int().nullable(),
});
export type AccountView = z.output<typeof AccountView>;

const ofAccount = { accountId: AccountId };
const ofSitting = { sittingId: z.string() };

/** What the staff did outside of a sitting's own log. No act holds a password, a code, a link or an address. */
export const Act = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SetUp'), ...ofAccount }),
  z.strictObject({ type: z.literal('SetupCodesRenewed') }),
  z.strictObject({ type: z.literal('AccountProposed'), ...ofAccount, name: z.string(), role: AccountRole }),
  z.strictObject({ type: z.literal('ResetProposed'), ...ofAccount }),
  z.strictObject({ type: z.literal('InvitationApproved'), ...ofAccount }),
  z.strictObject({ type: z.literal('InvitationWithdrawn'), ...ofAccount }),
  z.strictObject({ type: z.literal('InvitationSpoiled'), ...ofAccount }),
  z.strictObject({ type: z.literal('AccountActivated'), ...ofAccount }),
  z.strictObject({ type: z.literal('AccountClosed'), ...ofAccount }),
  z.strictObject({ type: z.literal('SignedIn'), ...ofAccount }),
  z.strictObject({ type: z.literal('SignInFailed'), ...ofAccount }),
  z.strictObject({ type: z.literal('SignInPaused'), ...ofAccount }),
  z.strictObject({ type: z.literal('PauseLifted'), ...ofAccount }),
  z.strictObject({ type: z.literal('SignedOut'), ...ofAccount }),
  z.strictObject({ type: z.literal('SignedOutEverywhere'), ...ofAccount }),
  z.strictObject({ type: z.literal('SessionsEnded'), ...ofAccount }),
  z.strictObject({ type: z.literal('PasswordChanged'), ...ofAccount }),
  z.strictObject({ type: z.literal('TotpTurnedOn'), ...ofAccount }),
  z.strictObject({ type: z.literal('TotpTurnedOff'), ...ofAccount }),
  z.strictObject({ type: z.literal('HallScreenLetIn'), label: z.string() }),
  z.strictObject({ type: z.literal('HallScreenEnded'), label: z.string() }),
  z.strictObject({ type: z.literal('RollExported'), ...ofSitting }),
  z.strictObject({ type: z.literal('SittingLogExported'), ...ofSitting }),
  z.strictObject({ type: z.literal('InquiryLogExported'), ...ofSitting }),
  z.strictObject({ type: z.literal('InquiryRecordExported'), ...ofSitting }),
  z.strictObject({ type: z.literal('SittingForgotten'), ...ofSitting }),
  z.strictObject({ type: z.literal('BackupMade') }),
  z.strictObject({ type: z.literal('ActsExported') }),
]);
export type Act = z.output<typeof Act>;

export const ActBy = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('account'), ...ofAccount, name: z.string() }),
  z.strictObject({ who: z.literal('server') }),
]);
export type ActBy = z.output<typeof ActBy>;

/** One line of the staff-act log; each link covers the line and the link before it. */
export const ActEntry = z.strictObject({
  number: z.int().min(1),
  at: z.int(),
  by: ActBy,
  act: Act,
});
export type ActEntry = z.output<typeof ActEntry>;
export const ChainedAct = z.strictObject({ entry: ActEntry, link: Digest });
export type ChainedAct = z.output<typeof ChainedAct>;
