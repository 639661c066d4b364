import type { CommandId, DeputyId } from '../ids.ts';
import type { Actor, AnyCommand } from './commands.ts';
import type { Event } from './events.ts';
import { type Refusal, type RefusalCode, refusal } from './refusals.ts';
import type { Sitting } from './state.ts';

/** `too-many`: this deputy has been wrong so often in a row that only staff can help. */
export type CodeFinding = 'right' | 'wrong' | 'too-many';

/** What the rules cannot know by themselves: who asks, when, and what lies outside the log. */
export interface By {
  actor: Actor;
  /** Milliseconds since 1970. */
  now: number;
  commandId: CommandId;
  /** Of a deputy: the version at which the card was issued by which this deputy is signed in; undefined where there is none. */
  cardVersion?: number | undefined;
  /** For RequestReissue: whether the deputy was ever given a credential of that vote. */
  credentialIssued?: boolean;
  /** For CheckInByCode: how the code compares with those on the hall screen. */
  hallCode?: CodeFinding;
  /** For PrepareVote and OpenVote: whether there is too little room left to bring a vote to its end. */
  diskAlmostFull?: boolean;
  /** For CloseSitting: whether an inquiry of the sitting is planned or live. */
  inquiryUnfinished?: boolean;
}

export type Decision = { accepted: readonly Event[] } | { refused: Refusal };
export type Rule<T extends AnyCommand['type']> = (
  sitting: Sitting,
  command: Extract<AnyCommand, { type: T }>,
  by: By,
) => Decision;
export type Rules<T extends AnyCommand['type']> = { readonly [K in T]: Rule<K> };

export const accept = (...events: Event[]): Decision => ({ accepted: events });
export const refuse = (code: RefusalCode, field?: string): Decision => ({ refused: refusal(code, field) });

/** A deputy's standing in the hall, or why there is none. */
export function entitledDeputy(
  sitting: Sitting,
  deputyId: DeputyId,
  field: string,
): { refused: Refusal } | null {
  const seated = sitting.roll.get(deputyId);
  if (!seated) return { refused: refusal('deputy-unknown', field) };
  return seated.deputy.standing === 'entitled' ? null : { refused: refusal('deputy-not-entitled', field) };
}
