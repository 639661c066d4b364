import { z } from 'zod';
import { type CommandId, DeputyId, derivedId } from './ids.ts';
import { Deputy, MAX_ROLL, RollEntry } from './roll.ts';

/** What becomes of a roll in one step. People who stay keep their ids, those who come back have the ids they had. */
export const RollChange = z.strictObject({
  added: z.array(RollEntry).max(MAX_ROLL),
  /** As they are from now on. */
  changed: z.array(Deputy).max(MAX_ROLL),
  restored: z.array(Deputy).max(MAX_ROLL),
  removed: z.array(DeputyId).max(MAX_ROLL),
});
export type RollChange = z.output<typeof RollChange>;

/** The command, which comes by HTTP. */
export const ChangeRoll = RollChange.extend({
  type: z.literal('ChangeRoll'),
  /** Of the roll that was looked at: what somebody else has changed since is not written over. */
  rollVersion: z.int().min(0),
});

/** The id of the person that a command enters at this place of its list. */
export function enteredId(commandId: CommandId, at: number): DeputyId {
  return DeputyId.parse(derivedId(commandId, 'deputy', at));
}

/** The roll after the change: those who stay in their order, then who comes back, then who is new. */
export function rollAfter(
  roll: Iterable<Deputy>,
  { changed, restored, removed }: Omit<RollChange, 'added'>,
  added: readonly Deputy[],
): Deputy[] {
  const now = new Map(changed.map((deputy) => [deputy.deputyId, deputy]));
  const gone = new Set(removed);
  const stay = [...roll].filter(({ deputyId }) => !gone.has(deputyId));
  return [...stay.map((deputy) => now.get(deputy.deputyId) ?? deputy), ...restored, ...added];
}

/** What cannot stand on one roll. `of` are the people it concerns, in the roll's order. */
export type RollFault =
  | { kind: 'seat' | 'number'; text: string; of: readonly Deputy[] }
  | { kind: 'tooMany'; entitled: number; limit: number };

/** Everything that is wrong with a roll as a whole: a seat or a number that two people have, more deputies than members. */
export function faultsOf(roll: readonly Deputy[], totalMembership: number): RollFault[] {
  const entitled = roll.filter(({ standing }) => standing === 'entitled').length;
  return [
    ...(['seat', 'number'] as const).flatMap((kind) =>
      [...grouped(roll, (deputy) => deputy[kind])]
        .filter(([, of]) => of.length > 1)
        .map(([text, of]): RollFault => ({ kind, text, of })),
    ),
    ...(entitled > totalMembership
      ? [{ kind: 'tooMany', entitled, limit: totalMembership } satisfies RollFault]
      : roll.length > MAX_ROLL
        ? [{ kind: 'tooMany', entitled: roll.length, limit: MAX_ROLL } satisfies RollFault]
        : []),
  ];
}

/** By a key; what has none is in no group. */
export function grouped<T>(
  list: Iterable<T>,
  keyOf: (one: T) => string | null | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    if (key === null || key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
