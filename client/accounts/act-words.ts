import type { TFunction } from 'i18next';
import type { Act, ActEntry, ChainedAct } from '../../shared/accounts.ts';

type ActType = Act['type'];

export const actKinds = ['grants', 'signIn', 'own', 'hall', 'data'] as const;
export type ActKind = (typeof actKinds)[number];

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
  RollExported: 'data',
  SittingForgotten: 'data',
  BackupMade: 'data',
  ActsExported: 'data',
} as const satisfies Record<ActType, ActKind>;

/** Names of accounts, as the log itself gives them: who reads it may not see the accounts. */
export type Names = ReadonlyMap<string, string>;

export function namesIn(acts: readonly ChainedAct[]): Names {
  const names = new Map<string, string>();
  for (const { entry } of acts) {
    if (entry.act.type === 'AccountProposed') names.set(entry.act.accountId, entry.act.name);
    if (entry.by.who === 'account') names.set(entry.by.accountId, entry.by.name);
  }
  return names;
}

/** The accounts that did this or to which it was done. */
export function peopleOf({ by, act }: ActEntry): string[] {
  const people = by.who === 'account' ? [by.accountId as string] : [];
  return 'accountId' in act ? [...people, act.accountId] : people;
}

export interface Wanted {
  /** An account's id; empty for everyone. */
  person: string;
  kind: ActKind | '';
}

/** Newest first. */
export function chosen(acts: readonly ChainedAct[], { person, kind }: Wanted): ChainedAct[] {
  return acts
    .filter(
      ({ entry }) =>
        (kind === '' || kindOf[entry.act.type] === kind) &&
        (person === '' || peopleOf(entry).includes(person)),
    )
    .reverse();
}

interface About {
  names: Names;
  /** Titles of sittings that are still there. */
  sittings: ReadonlyMap<string, string>;
}

/** One act in a sentence of this language. */
export function sentence(
  t: TFunction<['acts', 'common']>,
  { by, act }: ActEntry,
  { names, sittings }: About,
): string {
  const sittingId = 'sittingId' in act ? act.sittingId : '';
  const key = act.type;
  return t(`sentence.${key}`, {
    who: by.who === 'server' ? t('server') : by.name,
    name: 'accountId' in act ? (names.get(act.accountId) ?? act.accountId) : '',
    role: act.type === 'AccountProposed' ? t(`common:role.${act.role}`) : '',
    label: act.type === 'HallScreenLetIn' ? act.label : '',
    deputy: 'deputyId' in act ? act.deputyId : '',
    sitting: sittings.get(sittingId) ?? sittingId,
  });
}
