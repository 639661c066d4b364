import type { TFunction } from 'i18next';
import type { Act, ActEntry, ChainedAct } from '../../shared/accounts.ts';
import type { LogRow } from './log-rows.ts';

type ActType = Act['type'];

export const actKinds = ['grants', 'signIn', 'own', 'hall', 'data'] as const;
type ActKind = (typeof actKinds)[number];

/** By which the log is filtered. Exhaustive: an act that is new does not compile without its kind. */
const kindOf = {
  SetUp: 'grants',
  SetupCodesRenewed: 'grants',
  AccountProposed: 'grants',
  ResetProposed: 'grants',
  InvitationApproved: 'grants',
  InvitationWithdrawn: 'grants',
  InvitationSpoiled: 'grants',
  AccountActivated: 'grants',
  AccountClosed: 'grants',
  SignedIn: 'signIn',
  SignInFailed: 'signIn',
  SignInPaused: 'signIn',
  PauseLifted: 'signIn',
  SignedOut: 'signIn',
  SignedOutEverywhere: 'signIn',
  SessionsEnded: 'signIn',
  PasswordChanged: 'own',
  TotpTurnedOn: 'own',
  TotpTurnedOff: 'own',
  HallScreenLetIn: 'hall',
  HallScreenEnded: 'hall',
  RollExported: 'data',
  SittingLogExported: 'data',
  InquiryLogExported: 'data',
  InquiryRecordExported: 'data',
  SittingForgotten: 'data',
  BackupMade: 'data',
  ActsExported: 'data',
} as const satisfies Record<ActType, ActKind>;

/** Names of accounts, as the log itself gives them: who reads it may not see the accounts. */
type Names = ReadonlyMap<string, string>;

export function namesIn(acts: readonly ChainedAct[]): Names {
  const names = new Map<string, string>();
  for (const { entry } of acts) {
    if (entry.act.type === 'AccountProposed') names.set(entry.act.accountId, entry.act.name);
    if (entry.by.who === 'account') names.set(entry.by.accountId, entry.by.name);
  }
  return names;
}

/** The accounts that did this or to which it was done. */
function peopleOf({ by, act }: ActEntry): string[] {
  const people = by.who === 'account' ? [by.accountId as string] : [];
  return 'accountId' in act ? [...people, act.accountId] : people;
}

/** Acts as lines, with the names that the log gives and the titles of sittings that are still there. */
export function actRows(
  t: TFunction<['acts', 'common']>,
  acts: readonly ChainedAct[],
  sittings: ReadonlyMap<string, string>,
): LogRow[] {
  const names = namesIn(acts);
  return acts.map(({ entry, link }) => ({
    number: entry.number,
    at: entry.at,
    type: entry.act.type,
    kind: kindOf[entry.act.type],
    people: peopleOf(entry),
    link,
    say: () => sentence(t, entry, { names, sittings }),
  }));
}

interface About {
  names: Names;
  sittings: ReadonlyMap<string, string>;
}

function sentence(
  t: TFunction<['acts', 'common']>,
  { by, act }: ActEntry,
  { names, sittings }: About,
): string {
  const sittingId = 'sittingId' in act ? act.sittingId : '';
  return t(`sentence.${act.type}`, {
    who: by.who === 'server' ? t('server') : by.name,
    name: 'accountId' in act ? (names.get(act.accountId) ?? act.accountId) : '',
    role: act.type === 'AccountProposed' ? t(`common:role.${act.role}`) : '',
    label: 'label' in act ? act.label : '',
    sitting: sittings.get(sittingId) ?? sittingId,
  });
}
