import { z } from 'zod';
import { ItemId } from '../ids.ts';
import { Choice, choicesOf, type Sheet } from './paper.ts';
import { judge } from './validity.ts';

const figure = z.int().min(0);

export const ItemTally = z.strictObject({
  itemId: ItemId,
  counts: z.partialRecord(Choice, figure),
  /** Left without a mark on an otherwise valid ballot. */
  unmarked: figure,
  /** Two grades on one project of an otherwise valid ballot. */
  invalidMarks: figure,
});
export const Tally = z.strictObject({
  returned: figure,
  valid: figure,
  invalid: figure,
  invalidReasons: z.strictObject({ overvote: figure, blank: figure, doubleMark: figure }),
  items: z.array(ItemTally),
});
export type ItemTally = z.output<typeof ItemTally>;
export type Tally = z.output<typeof Tally>;

/**
 * Counts the returned ballots of one sheet, each as its mark bytes. `returned = valid + invalid`, and per item
 * the counts, unmarked and invalidMarks add up to `valid`. Deputies who did not vote (未按) do not appear:
 * they are no abstentions. A blank that the profile reads as an abstention is counted as `unmarked`, and as
 * `abstain` where the sheet has that choice.
 */
export function count(sheet: Sheet, ballots: Iterable<Uint8Array>): Tally {
  const choices = choicesOf(sheet.rules);
  const tally: Tally = {
    returned: 0,
    valid: 0,
    invalid: 0,
    invalidReasons: { overvote: 0, blank: 0, doubleMark: 0 },
    items: sheet.paper.items.map(({ itemId }) => ({
      itemId,
      counts: Object.fromEntries(choices.map((choice) => [choice, 0])),
      unmarked: 0,
      invalidMarks: 0,
    })),
  };
  const blankAbstains = sheet.rules.kind === 'motion' && sheet.rules.blank === 'abstain';
  for (const marks of ballots) {
    tally.returned++;
    const judged = judge(sheet, marks);
    if (!judged.valid) {
      tally.invalid++;
      tally.invalidReasons[judged.reason]++;
      continue;
    }
    tally.valid++;
    judged.marks.forEach((mark, at) => {
      const item = tally.items[at]!;
      if (mark === 'invalidMark') item.invalidMarks++;
      else if (mark === 'unmarked' && blankAbstains) item.counts.abstain = (item.counts.abstain ?? 0) + 1;
      else if (mark === 'unmarked') item.unmarked++;
      else item.counts[mark] = (item.counts[mark] ?? 0) + 1;
    });
  }
  return tally;
}
