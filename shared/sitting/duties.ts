import { z } from 'zod';
import { type DeputyId, PaperId } from '../ids.ts';
import { type Sitting, stagesOver } from './state.ts';

/** What somebody on the roll is besides a deputy. Who has no such duty has an empty list. */
export const Duty = z.discriminatedUnion('duty', [
  z.strictObject({ duty: z.literal('executiveChair') }),
  z.strictObject({ duty: z.literal('chiefScrutineer') }),
  z.strictObject({ duty: z.literal('scrutineer') }),
  /** A subject of this paper, as long as the paper is still to be decided. */
  z.strictObject({ duty: z.literal('candidate'), paperId: PaperId, title: z.string() }),
]);
export type Duty = z.output<typeof Duty>;

/** The duties of everybody who has one, in the order in which screens name them. */
export function dutiesOf(sitting: Sitting): ReadonlyMap<DeputyId, readonly Duty[]> {
  const duties = new Map<DeputyId, Duty[]>();
  const give = (deputyId: DeputyId, duty: Duty) =>
    duties.set(deputyId, [...(duties.get(deputyId) ?? []), duty]);
  if (sitting.executiveChair) give(sitting.executiveChair, { duty: 'executiveChair' });
  for (const deputyId of sitting.scrutineers) {
    give(deputyId, { duty: deputyId === sitting.chiefScrutineer ? 'chiefScrutineer' : 'scrutineer' });
  }
  const votes = [...sitting.votes.values()].filter(({ rehearsal }) => !rehearsal);
  for (const { paperId, paper, withdrawn } of sitting.papers.values()) {
    const decided = votes.some((vote) => vote.paperId === paperId && stagesOver.includes(vote.stage));
    if (withdrawn || decided || paper.kind !== 'appraisal') continue;
    const { title } = paper;
    const subjects = new Set(paper.items.flatMap(({ deputyId }) => deputyId ?? []));
    for (const deputyId of subjects) give(deputyId, { duty: 'candidate', paperId, title });
  }
  return duties;
}

export type Exclusion = 'scrutineer-is-candidate' | 'scrutineer-is-executive-chair';

/** Who appears on a paper or presides over the sitting does not watch over the count. */
export function excludedAsScrutineer(duties: readonly Duty[]): Exclusion | null {
  if (duties.some(({ duty }) => duty === 'executiveChair')) return 'scrutineer-is-executive-chair';
  return duties.some(({ duty }) => duty === 'candidate') ? 'scrutineer-is-candidate' : null;
}
