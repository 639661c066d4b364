import { z } from 'zod';

/** Every way in which a well-meant request can be answered with no. Each is worded for people, in every language. */
export const RefusalCode = z.enum([
  // anyone
  'malformed',
  'too-large',
  'not-found',
  'not-signed-in',
  'not-allowed',
  'unavailable',
  'busy',
  // signing in
  'setup-code-wrong',
  'setup-done',
  'link-unknown',
  'link-expired',
  'link-used',
  'foreign-origin',
  // accounts
  'credentials-wrong',
  'sign-in-paused',
  'totp-missing',
  'totp-wrong',
  'totp-not-begun',
  'invitation-code-wrong',
  'password-too-short',
  'password-too-long',
  'password-too-common',
  'login-name-taken',
  'account-unknown',
  'account-closed',
  'not-yourself',
  'second-person-needed',
  'nothing-to-approve',
  'not-paused',
  'administrators-too-few',
  'totp-on',
  // cards
  'card-unknown',
  'card-locked',
  'pin-wrong',
  'pin-as-printed',
  'pin-repeats',
  'pin-sequence',
  'takeover-waiting',
  'takeover-refused',
  'takeover-over',
  'card-not-requested',
  'card-requested',
  'not-scrutineer',
  'scrutineer-needs-two',
  'scrutineer-card-needs-two',
  'card-requested-by-same-person',
  'card-pin-gone',
  'act-repeated',
  // sitting and roll
  'sitting-exists',
  'sitting-not-open',
  'sitting-closed',
  'sitting-not-closed',
  'sitting-archived',
  'confirmation-differs',
  'vote-under-way',
  'roll-empty',
  'roll-frozen',
  'roll-too-large',
  'roll-changed',
  'seat-taken',
  'number-taken',
  'deputy-has-part',
  'deputy-unknown',
  'deputy-not-entitled',
  'deputy-not-present',
  'already-present',
  // checking in by the code on the hall screen
  'code-wrong',
  'too-many-codes',
  // preparing
  'paper-unknown',
  'rules-missing',
  'rules-changed',
  'scrutineers-missing',
  'scrutineer-is-candidate',
  'scrutineer-is-executive-chair',
  'scrutineers-not-proposed',
  'proposal-changed',
  'proposed-by-same-person',
  'quorum-not-met',
  'disk-almost-full',
  // a vote
  'vote-unknown',
  'wrong-stage',
  'reason-missing',
  'returned-exceeds-issued',
  'reissue-not-requested',
  'nothing-issued',
  'digest-differs',
  'not-all-confirmed',
  'already-said',
  'objection-stands',
  'no-further-round',
  // issue
  'credential-already-issued',
  // urn
  'ballot-unknown',
  'ballot-not-open',
  'ballot-closed',
  'ballot-aborted',
  'credential-forged',
  'signature-wrong',
  'marks-malformed',
  'ballot-altered',
  // inquiries
  'inquiry-exists',
  'inquiry-started',
  'inquiry-not-live',
  'inquiry-ended',
  'inquiry-not-ended',
  'floor-empty',
  'floor-occupied',
  'answer-missing',
  'queue-changed',
  'queue-full',
  'department-unknown',
  'department-in-use',
  'turn-unknown',
  'speech-requested',
  'question-unknown',
  'question-state',
  'question-empty',
  'question-too-long',
  'question-claimed',
  'question-edited',
  'question-queued',
  'question-not-queued',
  'question-on-floor',
  'question-merged',
  'question-not-merged',
  'question-into-itself',
  'question-not-shown',
  'question-not-of-public',
  'labels-full',
]);
export type RefusalCode = z.output<typeof RefusalCode>;

export const Refusal = z.strictObject({
  code: RefusalCode,
  /** Which field, as a path: `command.paper.items.3.title`. */
  field: z.string().optional(),
  /** After a wrong PIN: how many more may be tried before the card is locked. */
  triesLeft: z.int().min(0).optional(),
  /** For engineers, in English; screens word the code. */
  detail: z.string().optional(),
});
export type Refusal = z.output<typeof Refusal>;

export function refusal<C extends RefusalCode>(
  code: C,
  field?: string,
  detail?: string,
): Refusal & { code: C } {
  return { code, ...(field !== undefined && { field }), ...(detail !== undefined && { detail }) };
}

/** The first thing wrong in a message, with its field named. */
export function malformed(error: z.ZodError): Refusal & { code: 'malformed' } {
  const issue = error.issues[0];
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  return refusal('malformed', [...(issue?.path ?? []), ...extra].map(String).join('.'), issue?.message);
}
